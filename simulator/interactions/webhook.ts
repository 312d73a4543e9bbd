import type { Faker } from '@faker-js/faker';
import type { FastifyInstance } from 'fastify';
import { ApiError, type SimulatorContext, type SimulatorPart } from '../core/api';
import * as schemas from './schemas';
import {
	WebhookSender,
	type Delivery,
	type DeliveryAttempt,
	type Spoil,
	type WebhookSettings,
} from '../webhooks/sender';

export type InteractionEvent = 'STARTED' | 'FINISHED';

/** An interaction as the webhook describes it. */
export interface InteractionEntity {
	id: string;
	mediaType: 'chat' | 'email';
	interactionSubtype: (typeof schemas.INTERACTION_SUBTYPES)[number];
	/** Absolute URL at the simulator. */
	selfUri: string;
}

/** One event of a delivery; the document marks every member optional. */
export interface WebhookEvent {
	event?: InteractionEvent;
	entity?: Partial<InteractionEntity>;
}

/** A delivery of one's own. Give `entities`, or `rawBody` to decide every byte that is signed and sent. */
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

/**
 * The Interactions webhook (STARTED and FINISHED of chats and secure mails), and the chats it tells of.
 * Accepted is what is answered with exactly 200, as the document asks.
 */
export class InteractionsWebhook implements SimulatorPart {
	private readonly sender: WebhookSender;
	private ids: Faker;
	private chats = new Map<string, Chat>();

	constructor(
		private readonly context: SimulatorContext,
		settings: WebhookSettings,
	) {
		this.sender = new WebhookSender(settings, (status) => status === 200, context.random);
		this.ids = context.random('interactions-webhook');
	}

	/** Tells of one interaction, in a delivery of its own, in the background. */
	notify(event: InteractionEvent, entity: InteractionEntity): void {
		const { id, mediaType, interactionSubtype, selfUri } = entity;
		this.dispatch({
			entities: [{ event, entity: { id, mediaType, interactionSubtype, selfUri } }],
		});
	}

	/** Starts a chat and tells of it. @throws ApiError 409 when the id is taken */
	startChat(options: { id?: string; interactionSubtype?: Chat['interactionSubtype'] } = {}): Chat {
		const id = options.id ?? this.ids.string.uuid();
		if (this.chats.has(id)) throw new ApiError(409, `There is a chat ${id} already`);
		const chat: Chat = {
			id,
			mediaType: 'chat',
			interactionSubtype: options.interactionSubtype ?? 'InboundNew',
			selfUri: `${this.context.url()}/nexus/v3/chat/sessions/${encodeURIComponent(id)}`,
			finished: false,
		};
		this.chats.set(id, chat);
		this.notify('STARTED', chat);
		return { ...chat };
	}

	/** Finishes a chat and tells of it. @throws ApiError 404 unknown, 409 finished already */
	finishChat(id: string): Chat {
		const chat = this.chats.get(id);
		if (!chat) throw new ApiError(404, `There is no chat ${id}`);
		if (chat.finished) throw new ApiError(409, `The chat ${id} is finished already`);
		chat.finished = true;
		this.notify('FINISHED', chat);
		return { ...chat };
	}

	listChats(): Chat[] {
		return structuredClone([...this.chats.values()]);
	}

	/** Sends a delivery of one's own; returns when it is accepted or given up. */
	async send(custom: CustomDelivery): Promise<Delivery> {
		return structuredClone(await this.dispatch(custom).done);
	}

	async redeliver(
		operationId: string,
		options?: { times?: number; atOnce?: boolean },
	): Promise<DeliveryAttempt[]> {
		return await this.sender.redeliver(operationId, options);
	}

	settings(): WebhookSettings {
		return this.sender.settings();
	}

	set(changes: Partial<WebhookSettings>): WebhookSettings {
		return this.sender.set(changes);
	}

	/** Every delivery with its attempts, oldest first. */
	deliveries(): Delivery[] {
		return this.sender.deliveries();
	}

	clearDeliveries(): void {
		this.sender.clear();
	}

	/** Waits until no delivery is under way any more. */
	async settled(): Promise<void> {
		await this.sender.settled();
	}

	async stop(): Promise<void> {
		await this.sender.stop();
	}

	async reset(): Promise<void> {
		await this.sender.reset();
		this.ids = this.context.random('interactions-webhook');
		this.chats.clear();
	}

	controlRoutes(app: FastifyInstance): void {
		app.get('/chats', async () => this.listChats());
		app.post<{ Body?: Pick<Partial<Chat>, 'id' | 'interactionSubtype'> }>(
			'/chats',
			{ schema: { body: schemas.chat } },
			async ({ body }) => this.startChat(body ?? {}),
		);
		app.post<{ Params: { id: string } }>('/chats/:id/finish', async ({ params }) =>
			this.finishChat(params.id),
		);

		app.get('/webhook', async () => this.settings());
		app.put<{ Body: Partial<WebhookSettings> }>(
			'/webhook',
			{ schema: { body: schemas.settings } },
			async ({ body }) => this.set(body),
		);

		app.get<{ Querystring: { settled?: string } }>('/webhook/deliveries', async ({ query }) => {
			if (query.settled === 'true') await this.settled();
			return this.deliveries();
		});
		app.delete('/webhook/deliveries', async () => {
			this.clearDeliveries();
			return this.deliveries();
		});
		app.post<{ Body: CustomDelivery }>(
			'/webhook/deliveries',
			{ schema: { body: schemas.delivery } },
			async ({ body }) => await this.send(body),
		);
		app.post<{ Params: { id: string }; Body?: { times?: number; atOnce?: boolean } }>(
			'/webhook/deliveries/:id/redeliver',
			{ schema: { body: schemas.redelivery } },
			async ({ params, body }) => await this.redeliver(params.id, body ?? {}),
		);
	}

	private dispatch(custom: CustomDelivery) {
		const operationId = custom.operationId ?? this.ids.string.uuid();
		if ((custom.entities === undefined) === (custom.rawBody === undefined)) {
			throw new ApiError(400, 'Give either entities or rawBody');
		}
		const payload = { operationId, data: { entities: custom.entities } };
		// Indented as the document prints it: a receiver that signs a body it serialised again is found out.
		const body = custom.rawBody ?? JSON.stringify(payload, null, 2);
		return this.sender.deliver(operationId, body, {
			spoil: custom.spoil,
			maxAttempts: custom.maxAttempts ?? (custom.spoil ? 1 : undefined),
		});
	}
}
