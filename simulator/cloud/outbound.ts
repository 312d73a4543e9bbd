import { createHmac } from 'node:crypto';
import type { RandomSource } from '../core/random';
import { WebhookSender } from '../webhooks/sender';
import type { Integration } from './directory';
import type { CloudSettings, StoredMessage } from './model';

const TIMEOUT_MS = 10_000;
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
		const sender = this.sender(integration);
		sender.set({ retryDelayMs: this.settings().webhookRetryDelayMs });
		sender.deliver(message.id, JSON.stringify(outbound(integration, message)));
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

	private sender({ id, webhookUrl: url, webhookSecret: secret }: Integration): WebhookSender {
		const known = this.senders.get(id);
		if (known) return known;
		const sender = new WebhookSender(
			{ url, secret, timeoutMs: TIMEOUT_MS, maxAttempts: ATTEMPTS, retryDelayMs: 0 },
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
		},
		type: 'Text',
		text: message.textBody,
		...(attachments.length > 0 ? { content: attachments } : {}),
		originatingEntity: message.userId ? 'Human' : 'Bot',
		direction: 'Outbound',
	};
}
