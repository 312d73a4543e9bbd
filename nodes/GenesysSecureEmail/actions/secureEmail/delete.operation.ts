import { defineOperation } from '../../../shared/engine/operation';
import { secureMail } from './fields';
import { removeRequest } from './remove';

export const remove = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete secure email',
	description: 'Hide a secure email from the lists; the contact database keeps it',
	properties: [secureMail],
	request: ({ secureMailId }) => removeRequest(secureMailId, 'delete'),
	deleted: true,
});
