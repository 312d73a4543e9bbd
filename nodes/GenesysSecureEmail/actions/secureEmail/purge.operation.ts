import { defineOperation } from '../../../shared/engine/operation';
import { removeRequest, secureMail } from './secureEmail';

export const purge = defineOperation({
	kind: 'deletion',
	value: 'purge',
	name: 'Purge',
	action: 'Purge secure email',
	description: 'Erase a secure email permanently, from the lists and from the contact database',
	properties: [secureMail],
	request: ({ secureMailId }) => removeRequest(secureMailId, 'purge'),
});
