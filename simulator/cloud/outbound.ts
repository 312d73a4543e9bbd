import { createHmac, randomUUID } from 'node:crypto';
import { ApiError } from '../core/errors';
import type { RandomSource } from '../core/random';
import type { Delivery, DeliveryAttempt, DeliveryOptions, Redelivery } from '../webhooks/model';
import { WebhookSender } from '../webhooks/sender';
import type { Integration } from './directory';
import type { CloudSettings, StoredMessage } from './model';

/** Once, and again up to five times. */
const ATTEMPTS = 6;

/** `sha256=` and the base64 HMAC-SHA256 of the body, as `X-Hub-Signature-256` carries it. */
const sign = (body: string, secret: string) =>
	`sha256=${createHmac('sha256', secret).update(body, 'utf8').digest('base64')}`;

/**
 * Tells the webhooks of open messaging integrations what agents write: signed, and again after a time-out,
 * a 429 or a 5xx.
 */
export class OutboundWebhooks {
	private senders = new Map<string, WebhookSender>();

	constructor(
		private readonly random: RandomSource,
		private readonly settings: () => CloudSettings,
	) {}

	/** Sends in the background; an integration without a URL gets nothing. */
	send(integration: Integration, message: StoredMessage): void {
		const body = JSON.stringify(outbound(integration, message));
		this.sender(integration).deliver(message.id, body);
	}

	/** Sends a body that no operation makes, by the ID in it. Resolves when it is accepted or given up. */
	async deliver(
		integration: Integration,
		body: { id?: string },
		options: DeliveryOptions = {},
	): Promise<Delivery> {
		const sender = this.sender(integration);
		const { done } = sender.deliver(body.id ?? randomUUID(), JSON.stringify(body), options);
		return structuredClone(await done);
	}

	/**
	 * Sends a delivery again as it was, whatever was answered before.
	 * @throws ApiError 404 when there is none of this ID
	 */
	async redeliver(id: string, redelivery: Redelivery = {}): Promise<DeliveryAttempt[]> {
		const sender = [...this.senders.values()].find((one) =>
			one.deliveries().some(({ operationId }) => operationId === id),
		);
		if (!sender) throw new ApiError(404, `There is no delivery ${id}`);
		return await sender.redeliver(id, redelivery);
	}

	/** Every delivery and its attempts, by integration. */
	deliveries() {
		return [...this.senders].flatMap(([integrationId, sender]) =>
			sender.deliveries().map((delivery) => ({ integrationId, ...delivery })),
		);
	}

	/** Waits until no delivery is under way any more. */
	async settled(): Promise<void> {
		await Promise.all([...this.senders.values()].map(async (sender) => await sender.settled()));
	}

	/** Gives up everything under way, and returns when nothing of it is left. */
	async stop(): Promise<void> {
		const senders = [...this.senders.values()];
		this.senders.clear();
		await Promise.all(senders.map(async (sender) => await sender.stop()));
	}

	/** Its sender, as the settings are now. */
	private sender({ id, webhookUrl: url, webhookSecret: secret }: Integration): WebhookSender {
		const { webhookTimeoutMs: timeoutMs, webhookRetryDelayMs: retryDelayMs } = this.settings();
		const known = this.senders.get(id);
		known?.set({ timeoutMs, retryDelayMs });
		if (known) return known;
		const sender = new WebhookSender(
			{ url, secret, timeoutMs, maxAttempts: ATTEMPTS, retryDelayMs },
			(status) => status >= 200 && status < 300,
			this.random,
			{
				refuses: (status) => status !== 429 && status < 500,
				stream: `cloud-webhook-${id}`,
				signatureHeader: 'X-Hub-Signature-256',
				sign,
			},
		);
		this.senders.set(id, sender);
		return sender;
	}
}

const MEDIA_TYPES: Record<string, string> = { image: 'Image', video: 'Video', audio: 'Audio' };

/** What an agent wrote, as the webhook gets it. */
function outbound({ id: integrationId, name }: Integration, message: StoredMessage) {
	const attachments = message.media.map(({ id, name: filename, url, mediaType: mime }) => ({
		contentType: 'Attachment',
		attachment: {
			...{ id, url, mime, filename },
			mediaType: MEDIA_TYPES[mime.split('/')[0]] ?? 'File',
		},
	}));
	return {
		id: message.id,
		channel: {
			id: integrationId,
			platform: 'Open',
			type: 'Private',
			to: { id: message.toAddress, idType: 'Opaque' },
			from: { id: integrationId, nickname: name, idType: 'Opaque' },
			time: message.timestamp,
			messageId: message.id,
		},
		type: 'Text',
		text: message.textBody,
		...(attachments.length > 0 ? { content: attachments } : {}),
		originatingEntity: message.userId ? 'Human' : 'Bot',
		direction: 'Outbound',
		conversationId: message.conversationId,
	};
}
