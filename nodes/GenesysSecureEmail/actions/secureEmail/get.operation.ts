import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { secureMail, secureMailNotFound } from './fields';

/** `GET /securemail/{secureMailId}` */
export const get = defineOperation({
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
	request: ({ secureMailId, options }) => ({
		method: 'GET',
		path: path`/securemail/${String(secureMailId.value)}`,
		query: { read: options.markAsRead ? true : undefined },
		explanations: secureMailNotFound,
	}),
	simplify: (body: { secureMail: unknown }) => body.secureMail,
});
