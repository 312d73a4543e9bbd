import { defineOperation } from '../../../shared/engine/operation';
import { removed, searchedSecurebox, secureMail } from './secureEmail';

export const remove = defineOperation({
	kind: 'custom',
	value: 'delete',
	name: 'Delete',
	action: 'Delete secure email from lists of consumer while contact database keeps it',
	description: 'Hide a secure email from the lists; the contact database keeps it',
	properties: [secureMail],
	options: [searchedSecurebox],
	fullAnswer: true,
	execute: async ({ secureMailId }, context) => await removed(secureMailId, 'delete', context),
});
