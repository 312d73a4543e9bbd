import { defineOperation } from '../../../shared/engine/operation';
import { removeRequest, searchedSecurebox, secureMail } from './secureEmail';

export const markAsRead = defineOperation({
	kind: 'action',
	value: 'markAsRead',
	name: 'Mark as Read',
	action: 'Mark secure email as read and stop routing of its inbound interaction',
	description: 'Mark a secure email as read',
	properties: [secureMail],
	options: [searchedSecurebox],
	request: ({ secureMailId }) => removeRequest(secureMailId, 'read'),
});
