import type { Faker } from '@faker-js/faker';
import type { SimulatorContext } from '../core/api';
import { keep } from '../core/bounded';
import { ApiError } from '../core/errors';
import type { Delivery, DeliveryAttempt, Redelivery } from '../webhooks/model';
import { WebhookSender } from '../webhooks/sender';
import { agentPayload, recipients } from './agentPayload';
import type { Channels } from './channels';
import { MessageIds } from './messageIds';
import type { AgentMessage, AgentSend, Channel, MessagingSettings, Receipt } from './model';

const MESSAGES_KEPT = 10_000;

/** One message of an agent; its delivery is missing as long as it is held. */
interface Entry {
	messageId: string;
	channelId: string;
	type: string;
	time: string;
	body: string;
	send: AgentSend;
	delivery?: Delivery;
	receipts: Receipt[];
}

export type ReleaseOrder = 'kept' | 'reversed' | 'shuffled';

/** Messages of agents on their way to the webhooks of the channels, and what the receivers say about them. */
export class AgentMessages {
	private kept: Entry[] = [];
	private senders = new Map<string, WebhookSender>();
	private ids: MessageIds;
	private random: Faker;
	private stopped = false;

	constructor(
		private readonly context: SimulatorContext,
		private readonly channels: Channels,
		private readonly settings: () => MessagingSettings,
	) {
		this.random = context.random('messaging-agents');
		this.ids = new MessageIds(context.random('messaging-agent-ids'));
	}

	/**
	 * Signs and sends a message. It is accepted with any 2XX. After 5XX, no answer
	 * or a late one it is sent again; anything else ends it.
	 * @throws ApiError 404 for an unknown channel, 400 for something that cannot be done
	 */
	async send(send: AgentSend): Promise<AgentMessage> {
		const channel = this.channels.get(send.channelId);
		if (send.signedWith === 'previousSecret' && !channel.previousSecret) {
			throw new ApiError(400, `The channel ${channel.id} has no previous secret`);
		}
		const email = channel.type === 'email';
		if (!email && recipients(send, email).length !== 1) {
			throw new ApiError(400, `A message of type ${channel.type} has one recipient`);
		}
		const messageId = send.messageId ?? (email ? this.random.string.uuid() : this.ids.next()[0]);
		const payload = agentPayload(channel, send, messageId, send.idPlace ?? this.settings().idPlace);
		const entry: Entry = {
			messageId,
			channelId: channel.id,
			type: String(payload.type),
			time: new Date().toISOString(),
			// Indented as the document prints it: a receiver that signs what it serialised again is found out.
			body: send.rawBody ?? JSON.stringify(payload, null, 2),
			send,
			receipts: [],
		};
		keep(this.kept, entry, MESSAGES_KEPT);
		if (!send.hold) {
			const done = this.deliver(entry);
			if (!send.background) await done;
		}
		return shown(entry);
	}

	/** Sends what is held, one after the other, so that it arrives in exactly this order. */
	async release(order: ReleaseOrder = 'kept'): Promise<AgentMessage[]> {
		const held = this.kept.filter(({ delivery }) => !delivery);
		if (order === 'reversed') held.reverse();
		const sorted = order === 'shuffled' ? this.random.helpers.shuffle(held) : held;
		for (const entry of sorted) if (!entry.delivery) await this.deliver(entry);
		return sorted.map(shown);
	}

	/**
	 * Sends a message again as it was, whatever was answered before.
	 * @throws ApiError 404 for an unknown message, 409 when it is held or its channel has no webhook URL
	 */
	async redeliver(messageId: string, options?: Redelivery): Promise<DeliveryAttempt[]> {
		const entry = this.kept.find((candidate) => candidate.messageId === messageId);
		if (!entry) throw new ApiError(404, `There is no message ${messageId}`);
		if (!entry.delivery) throw new ApiError(409, `The message ${messageId} is held`);
		return await this.sender(this.channels.get(entry.channelId)).redeliver(messageId, options);
	}

	/** Notes a receipt. @returns whether there is such a message */
	receive(receipt: Receipt): boolean {
		const ofChannel = this.kept.filter(({ channelId }) => channelId === receipt.channelId);
		const entry = named(ofChannel, receipt.messageId);
		entry?.receipts.push(receipt);
		return entry !== undefined;
	}

	/** Whether there is such a message on other channels only. */
	isElsewhere(channelId: string, messageId: string): boolean {
		const isHere = (entry: Entry) => entry.channelId === channelId;
		const here = named(this.kept.filter(isHere), messageId);
		return !here && named(this.kept, messageId) !== undefined;
	}

	/** Oldest first. */
	list(): AgentMessage[] {
		return this.kept.map(shown);
	}

	/** Every delivery with its attempts; those of a channel from the oldest to the newest. */
	deliveries(): Array<Delivery & { channelId: string }> {
		return [...this.senders].flatMap(([channelId, sender]) =>
			sender.deliveries().map((delivery) => ({ channelId, ...delivery })),
		);
	}

	/** Waits until no message is under way any more; what is held does not count. */
	async settled(): Promise<void> {
		await Promise.all([...this.senders.values()].map(async (sender) => await sender.settled()));
	}

	/** Gives up everything under way, and returns when nothing of it is left. */
	async stop(): Promise<void> {
		this.stopped = true;
		await Promise.all([...this.senders.values()].map(async (sender) => await sender.stop()));
	}

	async reset(): Promise<void> {
		await Promise.all([...this.senders.values()].map(async (sender) => await sender.reset()));
		this.kept = [];
		this.random = this.context.random('messaging-agents');
		this.ids = new MessageIds(this.context.random('messaging-agent-ids'));
	}

	/** To be called when a channel or the settings have changed; takes effect at the next attempt. */
	refresh(): void {
		for (const [id, sender] of this.senders) sender.set(this.target(this.channels.get(id)));
	}

	private async deliver(entry: Entry): Promise<void> {
		const { spoil, signedWith, copies, maxAttempts } = entry.send;
		const channel = this.channels.get(entry.channelId);
		const { delivery, done } = this.sender(channel).deliver(entry.messageId, entry.body, {
			spoil,
			copies,
			maxAttempts: maxAttempts ?? (spoil ? 1 : undefined),
			secret: signedWith === 'previousSecret' ? channel.previousSecret : undefined,
		});
		entry.delivery = delivery;
		await done;
	}

	private sender(channel: Channel): WebhookSender {
		const known = this.senders.get(channel.id);
		if (known) return known;
		const sender = new WebhookSender(
			this.target(channel),
			(status) => status >= 200 && status < 300,
			this.context.random,
			{
				refuses: (status) => status < 500,
				stream: `messaging-trace-ids:${channel.id}`,
				traceId: (ids) => ids.string.uuid(),
			},
		);
		// Nothing leaves a simulator that is closed.
		if (this.stopped) void sender.stop();
		this.senders.set(channel.id, sender);
		return sender;
	}

	private target({ webhookUrl, secret }: Channel) {
		const { timeoutMs, retryDelayMs, maxAttempts } = this.settings();
		return { url: webhookUrl, secret, timeoutMs, retryDelayMs, maxAttempts };
	}
}

/** The message with an id, as the receiver answered it or as it was sent: the receipt may be faster than the answer. */
const named = (entries: Entry[], id: string): Entry | undefined =>
	entries.find((entry) => answers(entry).ids.includes(id)) ??
	entries.find(({ messageId }) => messageId === id);

function shown(entry: Entry): AgentMessage {
	const { messageId, channelId, type, time, body, delivery, receipts } = entry;
	const { ids, withoutId } = answers(entry);
	const last = receipts.at(-1);
	return structuredClone({
		messageId,
		channelId,
		type,
		time,
		body,
		state: delivery?.state ?? 'held',
		attempts: delivery?.attempts ?? [],
		answeredIds: ids,
		answersWithoutId: withoutId,
		status: last?.status ?? null,
		recipients: Object.fromEntries(receipts.map(({ to, status }) => [to, status])),
		reasonCode: last?.reasons[0]?.code ?? null,
	});
}

function answers({ delivery }: Entry): { ids: string[]; withoutId: number } {
	const accepted = (delivery?.attempts ?? []).filter(
		({ status }) => status !== null && status >= 200 && status < 300,
	);
	const ids = accepted.map(({ answer }) => answeredId(answer));
	const given = ids.filter((id) => id !== undefined);
	return { ids: [...new Set(given)], withoutId: ids.length - given.length };
}

function answeredId(answer: string | null): string | undefined {
	try {
		const { messageId } = JSON.parse(answer ?? '') as { messageId?: unknown };
		return typeof messageId === 'string' && messageId !== '' ? messageId : undefined;
	} catch {
		return undefined;
	}
}
