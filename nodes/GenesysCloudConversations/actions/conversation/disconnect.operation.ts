import { UserError } from 'n8n-workflow';
import { defineOperation } from '../../../shared/engine/operation';
import { isPage } from '../../../shared/transport/body';
import { path } from '../../../shared/transport/path';
import { conversationId } from '../../conversation/fields';

const ACCEPTED = 202;

/** `POST /conversations/{conversationId}/disconnect`: the way out when a conversation is stuck, whatever its kind. */
export const disconnect = defineOperation({
	kind: 'action',
	value: 'disconnect',
	name: 'Disconnect',
	action: 'Disconnect conversation of any kind for good for all its participants',
	description:
		'End one conversation of any kind for everybody in it, and give a wrap-up code of the system to those who still owe one. For conversations that are stuck: Disconnect of Email and Message is the usual way.',
	properties: [conversationId],
	target: (values) => values.conversationId,
	request: (values) => ({
		method: 'POST',
		path: path`/conversations/${values.conversationId}/disconnect`,
		idempotent: true,
		// Its documented answer is a text, which elsewhere is the page of a proxy.
		acceptStatuses: [ACCEPTED],
	}),
	check({ body }) {
		if (!isPage(body)) return;
		throw new UserError('A web page came in place of the answer of Genesys', {
			description:
				'Check whether a proxy or a sign-in page stands before Genesys, and look whether the conversation has ended.',
		});
	},
});
