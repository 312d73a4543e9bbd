import { defineOperation } from '../../../shared/engine/operation';
import { channelOf, fromId, party, sendOptions, toId } from './addressing';
import { conversation, sendMessages } from './send';

export const sendText = defineOperation({
	kind: 'batch',
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
	options: sendOptions,
	target: conversation,
	batchSize: 1,
	execute: sendMessages(({ fromId: from, toId: to, text, options }) => ({
		channel: channelOf(party(from), party(to), options),
		type: 'Text',
		text,
	})),
});
