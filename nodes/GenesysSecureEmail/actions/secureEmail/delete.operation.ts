import { defineOperation } from '../../../shared/engine/operation';
import { removeRequest, secureMail } from './secureEmail';

export const remove = defineOperation({
	kind: 'deletion',
	value: 'delete',
	name: 'Delete',
	action: 'Delete secure email',
	description: 'Hide a secure email from the lists; the contact database keeps it',
	properties: [secureMail],
	request: ({ secureMailId }) => removeRequest(secureMailId, 'delete'),
});
