import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../transport/body';

/**
 * States of an interaction: what each means, and the operations that an agent may do in it. The documents show `ReplyCreated` only, and say in
 * words after what each operation may be done: the other names, and this table, are our reading.
 */
export const STATES = [
	{
		value: 'Invited',
		name: 'Invited',
		description: 'The agent is invited to it, and can accept or reject it',
		allows: ['Accept', 'Reject'],
	},
	{
		value: 'Accepted',
		name: 'Accepted',
		description: 'The agent has accepted it, and works on it',
		allows: ['Reply', 'ReplyAll', 'Transfer', 'Complete', 'PlaceInQueue'],
	},
	{
		value: 'ReplyCreated',
		name: 'Reply Created',
		description: 'The draft of a reply, or of a new email, was created',
		allows: ['Send', 'Cancel', 'Transfer', 'PlaceInQueue'],
	},
	{
		value: 'Cancelled',
		name: 'Cancelled',
		description: 'The draft was cancelled',
		allows: [],
	},
	{
		value: 'Completed',
		name: 'Completed',
		description: 'The agent has finished working on it',
		allows: [],
	},
	{
		value: 'PlacedInQueue',
		name: 'Placed in Queue',
		description: 'The agent has placed it in a queue',
		allows: [],
	},
	{
		value: 'Rejected',
		name: 'Rejected',
		description: 'The agent has rejected the invitation',
		allows: [],
	},
	{
		value: 'Sent',
		name: 'Sent',
		description: 'The email was sent',
		allows: [],
	},
	{
		value: 'Transferred',
		name: 'Transferred',
		description: 'It was transferred to another agent or queue',
		allows: [],
	},
] as const;

/** An interaction as a notification and the list of the open ones show it. */
export interface Interaction extends IDataObject {
	id: string;
	/** `email`. */
	channel?: string;
	email_object?: IDataObject;
	interactionType?: string;
	/** `InboundNew`, `OutboundReply`, `OutboundNew`, … */
	interactionSubType?: string;
	/** ISO 8601. */
	receivedAt?: string;
	state?: string;
	/** Operations that are possible, as far as the server names them. */
	capabilities?: string[];
}

/**
 * The interaction in a notification `InteractionStateMessage`; undefined for any other message. Whether it comes in an envelope
 * `{ data }` is not documented, so both are understood.
 */
export function notified(message: unknown): Interaction | undefined {
	if (!isObject(message)) return undefined;
	const { messageTypeName, ...interaction } = isObject(message.data) ? message.data : message;
	return messageTypeName === 'InteractionStateMessage' ? identified(interaction) : undefined;
}

/** An interaction of a list; undefined for what has no ID. */
export function identified(interaction: IDataObject): Interaction | undefined {
	const { id } = interaction;
	return typeof id === 'string' && id !== '' ? (interaction as Interaction) : undefined;
}

/** An interaction without its envelopes: who wrote what to whom, its state, and what can be done with it. */
export function simplified(interaction: IDataObject): IDataObject {
	const { id, state, interactionSubType, receivedAt, capabilities, attachments } = interaction;
	const email = isObject(interaction.email_object) ? interaction.email_object : {};
	const { FromAddress, ToAddress, CCAddresses, Subject, Text, StructuredText } = email;
	return {
		...{ id, state, subtype: interactionSubType, receivedAt },
		...{ from: FromAddress, to: ToAddress, cc: CCAddresses, subject: Subject },
		text: Text || StructuredText,
		...(attachments === undefined ? {} : { attachments }),
		capabilities,
	};
}
