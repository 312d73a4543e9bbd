import type { IDataObject } from 'n8n-workflow';
import { text } from '../../../shared/descriptions/fields';
import type { Party } from '../../../shared/apis/messaging';
import { compact } from '../../../shared/transport/body';
import { channelIdOption } from '../channel';

/** Of a message of a consumer: the consumer writes to the company. */
export const fromId = text(
	'fromId',
	'From ID',
	'Phone number or address of the consumer who writes',
	{ required: true, placeholder: 'e.g. +15551230001' },
);

export const toId = text(
	'toId',
	'To ID',
	'Phone number or address of your company that the consumer writes to',
	{ required: true, placeholder: 'e.g. +15559990000' },
);

const messageIdOption = text(
	'messageId',
	'Message ID',
	'Your own ID of the message, e.g. message-4711. Genesys documents it for receipts only.',
);

export const traceIdOption = text(
	'traceId',
	'Trace ID',
	'Names the request in the logs of Genesys (X-B3-TraceId), e.g. 463ac35c9f6413ad. Left empty, each request has one of its own; an error shows it.',
);

export const sendOptions = [channelIdOption, messageIdOption, traceIdOption] as const;

/** The addressing of every message. */
export function channelOf(
	from: Party,
	to: Party | Party[],
	more: { messageId?: string; replyTo?: Party } = {},
): IDataObject {
	const { messageId, replyTo } = more;
	return compact({ from, to, messageId, context: replyTo && { replyTo } });
}

/** Somebody who writes or is written to. */
export const party = (id: string): Party => ({ id: id.trim() });
