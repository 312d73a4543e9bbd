import type { IDataObject } from 'n8n-workflow';
import { partyOf, type AgentMessage } from '../shared/apis/messaging';
import { isObject, textOf } from '../shared/transport/body';
import { fingerprint } from '../shared/triggers/webhook/fingerprint';

/**
 * Reads the body that Genesys sends for an SMS or an email (Third-Party Messaging, outgoing data flow). Its email sample is
 * cut at a page break, so `messageId` and `context` are looked for within `channel` and next to it.
 *
 * @param raw what is in the bytes of `body`
 * @returns `ownId` tells that the message had none
 */
export function readMessage(
	body: Buffer,
	raw: IDataObject,
): { message: AgentMessage; ownId: boolean } {
	const channel = objectOf(raw.channel);
	const context = objectOf(channel.context ?? raw.context);
	// An empty one would be that of many messages.
	const messageId = textOf(channel.messageId) || textOf(raw.messageId);
	const content = listOf(raw.content);
	return {
		ownId: !messageId,
		message: withoutGaps({
			messageId: messageId || fingerprint(body),
			channelId: textOf(channel.id),
			channelType: textOf(channel.type),
			type: textOf(raw.type),
			from: partyOf(channel.from),
			to: listOf(channel.to).flatMap((one) => partyOf(one) ?? []),
			subject: textOf(raw.subject),
			text: textOf(raw.text) ?? bodyOf(content, 'text'),
			html: bodyOf(content, 'html'),
			content: content.length > 0 ? content : undefined,
			replyTo: partyOf(context.replyTo),
		}),
	};
}

/** The parts of one kind, one below the other. */
function bodyOf(content: IDataObject[], type: string): string | undefined {
	const texts = content.filter((part) => part.type === type).map(({ text }) => textOf(text) ?? '');
	return texts.length > 0 ? texts.join('\n') : undefined;
}

/** One object, or a list of them. */
function listOf(value: unknown): IDataObject[] {
	return [value].flat().filter(isObject);
}

const objectOf = (value: unknown): IDataObject => (isObject(value) ? value : {});

function withoutGaps(message: AgentMessage): AgentMessage {
	return Object.fromEntries(
		Object.entries(message).filter(([, value]) => value !== undefined),
	) as unknown as AgentMessage;
}
