import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { conversationId } from '../../conversation/fields';
import { chosenMessage, messageFields, normalizedOption } from '../../message/parts';

/** `GET /conversations/messages/{conversationId}/messages/{messageId}` */
export const getMessage = defineOperation({
	kind: 'thing',
	value: 'getMessage',
	name: 'Get Message',
	action: 'Get single message of conversation with its text and media and status',
	description: 'Retrieve one message of a conversation with its text, media, sender and status',
	properties: [conversationId, chosenMessage],
	options: [normalizedOption],
	simplify: messageFields,
	request: ({ conversationId: id, message: messageId, options }) => ({
		method: 'GET',
		path: path`/conversations/messages/${id}/messages/${messageId}`,
		query: { useNormalizedMessage: options.useNormalizedMessage },
	}),
});
