import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../transport/body';

/**
 * States of an interaction, and the operations that an agent may do in each. The documents show `ReplyCreated` only, and say in
 * words after what each operation may be done: the other names, and this table, are our reading.
 */
export const STATES = [
	{ value: 'Invited', name: 'Invited', allows: ['Accept', 'Reject'] },
	{
		value: 'Accepted',
		name: 'Accepted',
		allows: ['Reply', 'ReplyAll', 'Transfer', 'Complete', 'PlaceInQueue'],
	},
	{
		value: 'ReplyCreated',
		name: 'Reply Created',
		allows: ['Send', 'Cancel', 'Transfer', 'PlaceInQueue'],
	},
	{ value: 'Cancelled', name: 'Cancelled', allows: [] },
	{ value: 'Completed', name: 'Completed', allows: [] },
	{ value: 'PlacedInQueue', name: 'Placed in Queue', allows: [] },
	{ value: 'Rejected', name: 'Rejected', allows: [] },
	{ value: 'Sent', name: 'Sent', allows: [] },
	{ value: 'Transferred', name: 'Transferred', allows: [] },
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

/** The interaction in a notification `InteractionStateMessage`; undefined for any other message. */
export function notified(message: unknown): Interaction | undefined {
	if (!isObject(message)) return undefined;
	const { messageTypeName, ...interaction } = message;
	const isKnown =
		messageTypeName === 'InteractionStateMessage' && typeof interaction.id === 'string';
	return isKnown ? (interaction as Interaction) : undefined;
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
