import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { AgentMessage, Party } from '../../../shared/apis/messaging';
import { notice, text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { channelOf, party, sendOptions } from './addressing';
import { emailMessage } from './email';
import { conversation, sendMessages } from './send';

/** A message of an agent goes to a consumer; the reply to it is what the consumer answers the agent. */
export const reply = defineOperation({
	kind: 'batch',
	value: 'reply',
	name: 'Reply',
	action: 'Reply to message',
	description: 'Bring the answer of a consumer to the agent who wrote a message',
	properties: [
		{
			displayName: 'Message',
			name: 'message',
			type: 'json',
			default: '={{ $json }}',
			description:
				'The message that is answered, as the Genesys Messaging Trigger gave it: its sender becomes the recipient, on the same channel. When another node stands between, name the trigger in the expression.',
		},
		text('text', 'Text', 'What the consumer answers', { required: true, typeOptions: { rows: 3 } }),
		notice(
			'replyNotice',
			'An email is answered in the form in which Genesys sends one, since no other is documented.',
		),
	],
	options: [
		text(
			'fromId',
			'From ID',
			'Which recipient of the message answers, when it has several. Left empty, it is the first.',
			{ placeholder: 'e.g. ann@example.com' },
		),
		text('html', 'HTML', 'HTML of the answer, besides its text. Email only.', {
			typeOptions: { rows: 5 },
		}),
		text(
			'subject',
			'Subject',
			'Subject of the answer. Left empty, it is that of the message with "Re:" before it. Email only.',
		),
		...sendOptions,
	],
	target(values) {
		const { from, to } = answered(values);
		return conversation({ fromId: from.id, toId: to.id });
	},
	batchSize: 1,
	execute: sendMessages(
		(values) => {
			const { text, options } = values;
			const { from, to, message } = answered(values);
			const { messageId } = options;
			if (![message.type, message.channelType].some((word) => /^email$/i.test(word ?? '')))
				return {
					channel: channelOf(party(from.id), party(to.id), { messageId }),
					type: 'Text',
					text,
				};
			const subject = options.subject || subjectOf(message);
			return emailMessage({ from, to: [to], messageId, subject, text, html: options.html });
		},
		({ message, options }) =>
			options.channelId || String((message as AgentMessage).channelId ?? ''),
	),
});

/**
 * Who answers whom: the consumer that was written to, and the company, at the address that it wants answers at.
 *
 * @throws UserError when it is no message of an agent
 */
function answered({ message, options }: { message: unknown; options: { fromId?: string } }) {
	const given = (message ?? {}) as Partial<AgentMessage>;
	const to = isParty(given.replyTo) ? given.replyTo : given.from;
	const [first, ...others] = [given.to].flat().filter(isParty);
	if (!isParty(to) || !first) {
		throw new UserError('What is to be answered is no message of an agent', {
			description:
				'Message must be what the Genesys Messaging Trigger gave, with "from" and "to". When another node stands between, write {{ $("Genesys Messaging Trigger").item.json }}.',
		});
	}
	const id = options.fromId?.trim();
	const from = id ? ([first, ...others].find((one) => one.id === id) ?? { id }) : first;
	return { from, to, message: given };
}

const isParty = (value: unknown): value is Party =>
	typeof (value as IDataObject | null | undefined)?.id === 'string' && (value as Party).id !== '';

const subjectOf = ({ subject }: Partial<AgentMessage>) =>
	subject === undefined || /^re:/i.test(subject) ? subject : `Re: ${subject}`;
