import type { Spoil } from '../webhooks/model';

export const INTERACTION_SUBTYPES = [
	'InboundNew',
	'Outbound',
	'SMS',
	'WhatsApp',
	'FacebookPublic',
	'FacebookPrivate',
	'TwitterPublic',
	'TwitterPrivate',
] as const;

export type InteractionEvent = 'STARTED' | 'FINISHED';

/** An interaction as the webhook describes it. */
export interface InteractionEntity {
	id: string;
	mediaType: 'chat' | 'email';
	interactionSubtype: (typeof INTERACTION_SUBTYPES)[number];
	/** Absolute URL at the simulator. */
	selfUri: string;
}

/** One event of a delivery; the document marks every member optional. */
export interface WebhookEvent {
	event?: InteractionEvent;
	entity?: Partial<InteractionEntity>;
}

/** A delivery of your own. Give `entities`, or `rawBody` to decide every byte that is signed and sent. */
export interface CustomDelivery {
	entities?: WebhookEvent[];
	rawBody?: string;
	/** Default: a new one. The same one twice is a duplicate with a body of its own. */
	operationId?: string;
	spoil?: Spoil;
	/** Default: as set for the webhook; 1 for a spoiled delivery. */
	maxAttempts?: number;
}

export interface Chat extends InteractionEntity {
	finished: boolean;
}
