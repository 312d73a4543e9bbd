import { text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { channelOf, fromId, party, sendOptions, toId } from './addressing';
import { conversation, sendMessages } from './send';

export const sendText = defineOperation({
	kind: 'batch',
	value: 'sendText',
	name: 'Send Text',
	action: 'Bring consumer text to agent as message that consumer sent by your channel',
	description: 'Bring the text of a consumer to an agent',
	properties: [
		fromId,
		toId,
		text('text', 'Text', 'What the consumer wrote, e.g. Where is my order?', {
			required: true,
			typeOptions: { rows: 3 },
		}),
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
