import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { partyOf, type AgentMessage } from '../../../shared/apis/messaging';
import type { Context } from '../../../shared/engine/operation';
import { isObject, textOf } from '../../../shared/transport/body';
import { partsOf, uploadFiles } from '../media/uploadFile';
import { channelOf, party } from './addressing';
import { emailMessage } from './email';

/** What is answered, and with what. */
interface Reply {
	message: unknown;
	text: string;
	options: {
		attachments?: string[];
		fromId?: string;
		html?: string;
		messageId?: string;
		subject?: string;
	};
}

/**
 * Who answers whom: the consumer that was written to, and the company, at the address that it wants answers at.
 *
 * @throws UserError when it is no message of an agent
 */
export function answered({ message, options }: Pick<Reply, 'message' | 'options'>) {
	const given = (isObject(message) ? message : {}) as Partial<AgentMessage>;
	const to = partyOf(given.replyTo) ?? partyOf(given.from);
	const consumers = [given.to].flat().flatMap((one) => partyOf(one) ?? []);
	const [first] = consumers;
	if (!to || !first) {
		throw new UserError('What is to be answered is no message of an agent', {
			description:
				'Message must be what the Genesys Messaging Trigger gave, with "from" and "to", each with an "id". When another node stands between, write {{ $("Genesys Messaging Trigger").item.json }}.',
		});
	}
	const id = options.fromId?.trim();
	const from = id ? (consumers.find((one) => one.id === id) ?? { id }) : first;
	return { from, to, message: { ...given, channelId: textOf(given.channelId) } };
}

/** An email to an email, with its subject; to anything else a text, or rich media when files go with it. */
export async function replyMessage(reply: Reply, context: Context): Promise<IDataObject> {
	const { from, to, message } = answered(reply);
	const { text, options } = reply;
	const { attachments = [], html, messageId } = options;
	const files = partsOf(await uploadFiles(attachments, context));
	if (isEmail(message)) {
		const subject = options.subject || subjectOf(message);
		return emailMessage({ from, to: [to], messageId, subject, text, html, files });
	}
	const channel = channelOf(party(from.id), party(to.id), { messageId });
	if (files.length === 0) return { channel, type: 'Text', text };
	return { channel, type: 'RichMedia', text, content: files };
}

const isEmail = ({ type, channelType }: Partial<AgentMessage>) =>
	[type, channelType].some((word) => /^email$/i.test(word ?? ''));

const subjectOf = ({ subject }: Partial<AgentMessage>) =>
	!subject || /^re:/i.test(subject) ? subject : `Re: ${subject}`;
