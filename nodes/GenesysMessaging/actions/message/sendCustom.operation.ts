import { UserError } from 'n8n-workflow';
import { defineOperation } from '../../../shared/engine/operation';
import { channelIdOption } from '../channel';
import { traceIdOption } from './addressing';
import { sendMessages } from './send';

const EXAMPLE = `{
  "channel": { "from": { "id": "+15551230001" }, "to": { "id": "+15559990000" } },
  "type": "Text",
  "text": "Hello"
}`;

export const sendCustom = defineOperation({
	kind: 'batch',
	value: 'sendCustom',
	name: 'Send Custom JSON',
	action: 'Bring consumer message of your own JSON form to agent as it stands',
	description: 'Send a message in a form that the other operations do not have',
	properties: [
		{
			displayName: 'Message (JSON)',
			name: 'messageJson',
			type: 'json',
			shape: 'object',
			default: EXAMPLE,
			description:
				'One message as JSON, as it stands in the list "messages" of the request, e.g. {"type": "Text", "text": "Hello", "channel": {…}}',
		},
	],
	options: [channelIdOption, traceIdOption],
	batchSize: 1,
	execute: sendMessages(({ messageJson: message }) => {
		if (message.type && message.channel) return message;
		throw new UserError('The message has no "type" or no "channel"', {
			description: 'Genesys asks for both. "channel" holds "from" and "to", each with an "id".',
		});
	}),
});
