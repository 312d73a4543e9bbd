import { defineOperation } from '../../../shared/engine/operation';
import { removed, searchedSecurebox, secureMail } from './secureEmail';

export const purge = defineOperation({
	kind: 'custom',
	value: 'purge',
	name: 'Purge',
	action: 'Purge secure email for good from lists and from contact database',
	description: 'Erase a secure email permanently, from the lists and from the contact database',
	properties: [secureMail],
	options: [searchedSecurebox],
	fullAnswer: true,
	execute: async ({ secureMailId }, context) => await removed(secureMailId, 'purge', context),
});
