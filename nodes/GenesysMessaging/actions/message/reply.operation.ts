import { notice, text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { attachmentsOption } from '../media/uploadFile';
import { sendOptions } from './addressing';
import { answered, replyMessage } from './reply';
import { conversation, sendMessages } from './send';

/** A message of an agent goes to a consumer; the reply to it is what the consumer answers the agent. */
export const reply = defineOperation({
	kind: 'batch',
	value: 'reply',
	name: 'Reply',
	action: 'Bring consumer answer to agent whose message it replies to on same channel',
	description: 'Bring the answer of a consumer to the agent who wrote a message',
	properties: [
		{
			displayName: 'Message (JSON)',
			name: 'message',
			type: 'json',
			default: '={{ $json }}',
			description:
				'The message that is answered, as one JSON object like the output of the Genesys Messaging Trigger: its sender becomes the recipient, on the same channel. When another node stands between, name the trigger in the expression. It looks e.g. so: {"messageId": "0b9c4a52", "type": "Text", "channel": {…}}.',
		},
		text('text', 'Text', 'What the consumer answers, e.g. Yes, please', {
			required: true,
			typeOptions: { rows: 3 },
		}),
		notice(
			'replyNotice',
			'Genesys takes this as what the consumer answers. It does not document the form of an email, nor that of attachments: ask Genesys what your channel takes.',
		),
	],
	options: [
		attachmentsOption,
		text(
			'fromId',
			'From ID',
			'Which recipient of the message answers, when it has several. Left empty, it is the first.',
			{ placeholder: 'e.g. ann@example.com' },
		),
		text(
			'html',
			'HTML',
			'HTML of the answer, besides its text, e.g. &lt;b&gt;Yes&lt;/b&gt;. Email only.',
			{
				typeOptions: { rows: 5 },
			},
		),
		text(
			'subject',
			'Subject',
			'Subject of the answer, e.g. Re: Your order. Left empty, it is that of the message with "Re:" before it. Email only.',
		),
		...sendOptions,
	],
	target(values) {
		const { from, to } = answered(values);
		return conversation({ fromId: from.id, toId: to.id });
	},
	batchSize: 1,
	execute: sendMessages(
		async (values, context) => await replyMessage(values, context),
		(values) => values.options.channelId || answered(values).message.channelId || '',
	),
});
