import { flag } from '../../../shared/descriptions/fields';
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
		flag(
			'markAsRead',
			'Mark as Read',
			'Whether to mark the email as read, which also stops the routing of the inbound interaction',
		),
	],
	request: ({ secureMailId, options }) =>
		secureMailRequest(secureMailId, { query: { read: options.markAsRead || undefined } }),
});
