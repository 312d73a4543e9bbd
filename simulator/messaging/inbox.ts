import type { SimulatorContext } from '../core/api';
import { keep } from '../core/bounded';
import { ApiError } from '../core/errors';
import type { AgentMessages } from './agentMessages';
import type { MediaStore } from './mediaStore';
import { MessageIds } from './messageIds';
import type {
	Channel,
	InboundMessage,
	MessagingSettings,
	Receipt,
	ReceiptStatus,
	SignedWith,
} from './model';

const MESSAGES_KEPT = 100_000;

/** A message of the request body; the schema has been checked. */
export interface SentMessage {
	type: InboundMessage['type'] | 'Receipt';
	channel: { to: { id: string } | Array<{ id: string }>; messageId?: string };
	status?: ReceiptStatus;
	reasons?: Receipt['reasons'];
	[member: string]: unknown;
}

/** What came with the request besides its body. */
export interface Origin {
	channel: Channel;
	signedWith: SignedWith;
	traceId: string | null;
}

/** What customers wrote, channel by channel, and the receipts for what agents wrote. */
export class Inbox {
	private kept: InboundMessage[] = [];
	private keptReceipts: Receipt[] = [];
	private ids: MessageIds;

	constructor(
		private readonly context: SimulatorContext,
		private readonly settings: () => MessagingSettings,
		private readonly media: Pick<MediaStore, 'unknownUrl'>,
		private readonly agents: Pick<AgentMessages, 'receive' | 'isElsewhere'>,
	) {
		this.ids = this.newIds();
	}

	/**
	 * Takes all messages of a request or none.
	 * @returns ids in the order of the messages; receipts have one only if the settings say so
	 * @throws ApiError 400 when a message names media that the channel does not have, or a receipt is about a message that
	 * was delivered on another channel
	 */
	receive(messages: SentMessage[], origin: Origin): string[] {
		const { checkMediaUrls, receiptIds } = this.settings();
		const channelId = origin.channel.id;
		messages.forEach((message, index) => {
			const url = checkMediaUrls ? this.media.unknownUrl(channelId, message) : undefined;
			if (url !== undefined) {
				throw new ApiError(400, `body/messages/${index}: the channel has no media ${url}`);
			}
			const { messageId = '' } = message.channel;
			if (message.type === 'Receipt' && this.agents.isElsewhere(channelId, messageId)) {
				throw new ApiError(
					400,
					`body/messages/${index}: the message ${messageId} was delivered on another channel`,
				);
			}
		});
		const answered = messages.filter(({ type }) => receiptIds || type !== 'Receipt');
		const ids = this.ids.next(answered.length);
		const origins = { channelId, traceId: origin.traceId, time: new Date().toISOString() };
		for (const message of messages) {
			if (message.type === 'Receipt') {
				this.takeReceipt(message, origins);
				continue;
			}
			const id = ids[answered.indexOf(message)];
			const { signedWith } = origin;
			keep(this.kept, { id, type: message.type, message, signedWith, ...origins }, MESSAGES_KEPT);
		}
		return ids;
	}

	/** Oldest first. @param channelId default: all channels */
	list(channelId?: string): InboundMessage[] {
		const all = this.kept.filter((one) => channelId === undefined || one.channelId === channelId);
		return structuredClone(all);
	}

	/** Oldest first. */
	receipts(): Receipt[] {
		return structuredClone(this.keptReceipts);
	}

	reset(): void {
		this.kept = [];
		this.keptReceipts = [];
		this.ids = this.newIds();
	}

	private takeReceipt(
		{ channel, status, reasons = [] }: SentMessage,
		origin: Pick<Receipt, 'channelId' | 'traceId' | 'time'>,
	): void {
		const receipt: Receipt = {
			...origin,
			messageId: channel.messageId as string,
			status: status as ReceiptStatus,
			reasons,
			to: (channel.to as { id: string }).id,
			known: false,
		};
		receipt.known = this.agents.receive(receipt);
		keep(this.keptReceipts, receipt, MESSAGES_KEPT);
	}

	private newIds(): MessageIds {
		return new MessageIds(this.context.random('messaging-inbox'));
	}
}
