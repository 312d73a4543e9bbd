import { UserError } from 'n8n-workflow';
import { nameList } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/engine/operation';

/** Of a message of a consumer: the consumer writes to the company. */
export const fromId = defineProperty({
	displayName: 'From ID',
	name: 'fromId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +15551230001',
	description: 'Phone number or address of the consumer who writes',
});

export const toId = defineProperty({
	displayName: 'To ID',
	name: 'toId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +15559990000',
	description: 'Phone number or address of your company that the consumer writes to',
});

export const messageIdOption = defineProperty({
	displayName: 'Message ID',
	name: 'messageId',
	type: 'string',
	default: '',
	description: 'Your own ID of the message. Genesys documents it for receipts only.',
});

export const traceIdOption = defineProperty({
	displayName: 'Trace ID',
	name: 'traceId',
	type: 'string',
	default: '',
	description:
		'Names the request in the logs of Genesys (X-B3-TraceId). Left empty, each request has one of its own; an error shows it.',
});

export const sendOptions = [messageIdOption, traceIdOption] as const;

/** The addressing of every message. */
export function channelOf(
	from: { id: string; name?: string },
	to: unknown,
	more: { messageId?: string; replyTo?: { id: string; name?: string } } = {},
) {
	const { messageId, replyTo } = more;
	return {
		from,
		to,
		...(messageId ? { messageId } : {}),
		...(replyTo ? { context: { replyTo } } : {}),
	};
}

/** `{ id, name }` without a name that is empty. */
export const party = (id: unknown, name?: string) => ({
	id: String(id).trim(),
	...(name ? { name } : {}),
});

/**
 * Recipients: one object for one, as the table of the documents has it; a list for several, as their email sample has it.
 * @throws UserError when there is none
 */
export function recipients(ids: unknown) {
	const parties = nameList(ids).map((id) => party(id));
	if (parties.length === 0)
		throw new UserError('The message has no recipient', {
			description: 'Fill in who it is written to, or check that the expression gives an address.',
		});
	return parties.length === 1 ? parties[0] : parties;
}
