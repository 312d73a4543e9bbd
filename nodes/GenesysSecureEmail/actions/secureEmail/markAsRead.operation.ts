import { defineOperation } from '../../../shared/engine/operation';
import { secureMail } from './fields';
import { removeRequest } from './remove';

export const markAsRead = defineOperation({
	value: 'markAsRead',
	name: 'Mark as Read',
	action: 'Mark secure email as read',
	description: 'Mark a secure email as read',
	properties: [secureMail],
	request: ({ secureMailId }) => removeRequest(secureMailId, 'read'),
	simplify: (body: { secureMail: unknown }) => body.secureMail,
});
