import type { Faker } from '@faker-js/faker';
import type { SimulatorContext } from '../core/api';
import { ApiError } from '../core/errors';
import type { Delivery, DeliveryAttempt, Redelivery, WebhookSettings } from '../webhooks/model';
import { WebhookSender } from '../webhooks/sender';
import type { Chat, CustomDelivery, InteractionEntity, InteractionEvent } from './model';
import { interactionsSettings, type InteractionsOptions } from './options';

/**
 * The Interactions webhook (STARTED and FINISHED of chats and secure mails), and the chats it reports.
 * Only an answer of exactly 200 accepts a delivery, as the document asks.
 */
export class InteractionsWebhook {
	private readonly sender: WebhookSender;
	private ids: Faker;
	private chats = new Map<string, Chat>();

	constructor(
		private readonly context: SimulatorContext,
		secret: string,
		options?: InteractionsOptions,
	) {
		const settings = interactionsSettings(secret, options);
		this.sender = new WebhookSender(settings, (status) => status === 200, context.random);
		this.ids = context.random('interactions-webhook');
	}

	/** Reports one interaction, in a delivery of its own, in the background. */
	notify(event: InteractionEvent, entity: InteractionEntity): void {
		const { id, mediaType, interactionSubtype, selfUri } = entity;
		this.dispatch({
			entities: [{ event, entity: { id, mediaType, interactionSubtype, selfUri } }],
		});
	}

	/** Starts a chat and reports it. @throws ApiError 409 when the id is taken */
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

	/** Finishes a chat and reports it. @throws ApiError 404 unknown, 409 already finished */
	finishChat(id: string): Chat {
		const chat = this.findChat(id);
		if (chat.finished) throw new ApiError(409, `The chat ${id} is finished already`);
		chat.finished = true;
		this.notify('FINISHED', chat);
		return { ...chat };
	}

	/** @throws ApiError 404 when there is no such chat */
	findChat(id: string): Chat {
		const chat = this.chats.get(id);
		if (!chat) throw new ApiError(404, `There is no chat ${id}`);
		return chat;
	}

	listChats(): Chat[] {
		return structuredClone([...this.chats.values()]);
	}

	/** Sends a delivery of your own; returns when it is accepted or given up. */
	async send(custom: CustomDelivery): Promise<Delivery> {
		return structuredClone(await this.dispatch(custom).done);
	}

	async redeliver(operationId: string, options?: Redelivery): Promise<DeliveryAttempt[]> {
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
