import type { IDataObject } from 'n8n-workflow';
import { compact, isObject, textOf } from '../shared/transport/body';
import { currentSpan, fingerprint } from '../shared/triggers/webhook/fingerprint';
import type { Signed } from '../shared/triggers/webhook/receive';

/** What the trigger passes on, in one form for all types; what a message does not have is left out. */
export interface CloudMessage extends IDataObject {
	/** That of Genesys; when it sends none, one that is the same for each delivery of the same bytes. */
	messageId: string;
	integrationId?: string;
	type?: string;
	originatingEntity?: string;
	/** The same for every redelivery, and for nothing else. */
	deliveryId: string;
}

/** The "normalized message" of an open messaging integration. */
export function readMessage({ body, json, traceId }: Signed): CloudMessage {
	const channel = isObject(json.channel) ? json.channel : {};
	const ownId = textOf(json.id) || textOf(channel.messageId);
	const messageId = ownId || fingerprint(body);
	const message = compact({
		messageId,
		conversationId: textOf(json.conversationId),
		integrationId: textOf(channel.id),
		// As the channel has it. What receipts and button responses name is the ID of the message.
		channelMessageId: textOf(channel.messageId),
		channelType: textOf(channel.type),
		type: textOf(json.type),
		from: recipientOf(channel.from),
		to: recipientOf(channel.to),
		time: textOf(channel.time),
		text: textOf(json.text),
		content: listOf(json.content),
		events: listOf(json.events),
		status: textOf(json.status),
		reasons: listOf(json.reasons),
		isFinalReceipt: json.isFinalReceipt,
		originatingEntity: textOf(json.originatingEntity),
		direction: textOf(json.direction),
		metadata: isObject(json.metadata) ? json.metadata : undefined,
		traceId,
	});
	return { ...message, messageId, deliveryId: deliveryIdOf(json, channel, messageId, !ownId) };
}

/**
 * Genesys Cloud tells messages apart by their id and time together, and a receipt has the id of its message. Without an id
 * and a time, the same words are the same message for some minutes only.
 */
function deliveryIdOf(
	json: IDataObject,
	{ id, time, dateModified, dateDeleted }: IDataObject,
	messageId: string,
	nameless: boolean,
): string {
	const period = nameless && !time ? currentSpan() : undefined;
	return fingerprint(
		JSON.stringify([
			...[id, json.type, messageId, time, json.status],
			...[dateModified, dateDeleted, period],
		]),
	);
}

const recipientOf = (value: unknown) => (isObject(value) ? value : undefined);

/** The objects of a list; undefined when there are none. */
function listOf(value: unknown): IDataObject[] | undefined {
	const objects = [value].flat().filter(isObject);
	return objects.length > 0 ? objects : undefined;
}
