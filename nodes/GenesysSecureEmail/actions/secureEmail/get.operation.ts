import { defineOperation } from '../../../shared/engine/operation';
import { secureMail, secureMailRequest } from './secureEmail';

export const get = defineOperation({
	kind: 'thing',
	value: 'get',
	name: 'Get',
	action: 'Get secure email',
	description: 'Retrieve the content of a secure email',
	properties: [secureMail],
	options: [
		{
			displayName: 'Mark as Read',
			name: 'markAsRead',
			type: 'boolean',
			default: false,
			description:
				'Whether to mark the email as read, which also stops the routing of the inbound interaction',
		},
	],
	request: ({ secureMailId, options }) =>
		secureMailRequest(secureMailId, { query: { read: options.markAsRead || undefined } }),
});
