import { defineOperation } from '../../../shared/engine/operation';
import { channelOf, fromId, party, sendOptions, toId } from './fields';
import { conversation, sendMessages } from './send';

/** `POST /channels/{channelId}/messages`, type Text */
export const sendText = defineOperation({
	value: 'sendText',
	name: 'Send Text',
	action: 'Send text message',
	description: 'Bring the text of a consumer to an agent',
	properties: [
		fromId,
		toId,
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 3 },
			required: true,
			default: '',
			description: 'What the consumer wrote',
		},
	],
	options: [...sendOptions],
	target: conversation,
	group: {
		size: 1,
		execute: async (values, items, run) =>
			await sendMessages(
				values,
				items,
				run,
				({ fromId: from, toId: to, text, options: { messageId } }) => ({
					channel: channelOf(party(from), party(to), { messageId }),
					type: 'Text',
					text: String(text),
				}),
			),
	},
});
