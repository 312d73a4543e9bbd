import { text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { messageFields, normalizedOption } from '../../message/parts';
import { UUID } from '../../ids';

/** Without the conversation there is no list to choose from. */
const messageId = text(
	'messageId',
	'Message ID',
	'ID of the message, whatever conversation it is in',
	{
		required: true,
		...UUID,
	},
);

/** `GET /conversations/messages/{messageId}/details` */
export const getDetails = defineOperation({
	kind: 'thing',
	value: 'getDetails',
	name: 'Get Message by ID',
	action: 'Get message by its ID alone with its text and ID of its conversation',
	description:
		'Retrieve one message with its text, media, sender, status and the ID of its conversation',
	properties: [messageId],
	options: [normalizedOption],
	simplify: messageFields,
	request: ({ messageId: id, options }) => ({
		method: 'GET',
		path: path`/conversations/messages/${id}/details`,
		query: { useNormalizedMessage: options.useNormalizedMessage },
	}),
});
