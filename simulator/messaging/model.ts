import type { Delivery, DeliveryAttempt, Spoil } from '../webhooks/model';

export interface Channel {
	/** Part of the path of every request; in reality a phone number or a mail domain. */
	id: string;
	/** `sms` and `email` are the documented ones; it decides what an agent sends unless told otherwise. */
	type: string;
	/** Signs both ways. */
	secret: string;
	/** Valid for requests as well, while the secret is changed; empty = none. */
	previousSecret: string;
	/** Contact center that `x-ccid` must name. */
	ccid: string;
	/** Where messages of agents go; empty = nowhere. */
	webhookUrl: string;
}

/** Where a webhook has `messageId`, and `context` if there is one. */
export type IdPlace =
	/** In `channel` for sms, beside it for email, as in the samples. */
	| 'sample'
	| 'inside'
	| 'beside'
	/** No `messageId` at all; `context` beside `channel`. */
	| 'absent';

export interface MessagingSettings {
	/** Every request needs `x-api-key`; else only one that is sent must be right. */
	requireApiKey: boolean;
	/** Whether requests without a body (GET, DELETE) must be signed; a signature that is sent must be right. */
	emptyBodySignature: 'required' | 'optional';
	/** `data.ids` of the answer as `["1"]` (the sample) or `[{"id":"1"}]` (the table). */
	idsAs: 'strings' | 'objects';
	/** Receipts are answered with an id, too; else they have no entry in `data.ids`. */
	receiptIds: boolean;
	idPlace: IdPlace;
	/** A `genesys://` URL in a message must be that of a media file of the channel. */
	checkMediaUrls: boolean;
	/** Media types that can be uploaded, such as `image/png` or `image/`; empty = all. */
	mediaTypes: string[];
	/** How long a webhook may take to answer, in milliseconds. */
	timeoutMs: number;
	retryDelayMs: number;
	/** How often one message is sent at most. */
	maxAttempts: number;
}

export interface Party {
	id: string;
	name?: string;
}

export const RECEIPT_STATUSES = ['Delivered', 'Removed', 'Failed'] as const;
export type ReceiptStatus = (typeof RECEIPT_STATUSES)[number];

/** What a customer wrote, or what the sender made of it. */
export interface InboundMessage {
	/** As answered in `data.ids`. */
	id: string;
	channelId: string;
	type: 'Text' | 'RichMedia' | 'Email';
	/** The message as sent. */
	message: Record<string, unknown>;
	signedWith: SignedWith;
	traceId: string | null;
	/** ISO 8601. */
	time: string;
}

export type SignedWith = 'secret' | 'previousSecret';

export interface Receipt {
	channelId: string;
	/** Id of the message as the receiver answered it, or as it was sent. */
	messageId: string;
	status: ReceiptStatus;
	reasons: Array<{ code: number; message?: string }>;
	/** Id of the recipient. */
	to: string;
	/** Whether there is such a message of an agent. */
	known: boolean;
	traceId: string | null;
	/** ISO 8601. */
	time: string;
}

/** What an agent sends. Only `to` is needed; give `rawBody` to decide every byte that is signed and sent. */
export interface AgentSend {
	/** Default: the first channel. */
	channelId?: string;
	/** Default for sms: `16504661149`; for email: `customer@example.com`. */
	to?: string | Party | Party[];
	/** Default: the channel id, for email `no-reply@` and the channel id. */
	from?: Party;
	/** Default: `Email` on email channels, else `Text`. */
	type?: string;
	text?: string;
	/** Email only: the HTML part. */
	html?: string;
	/** Email only. */
	subject?: string;
	replyTo?: Party;
	/** Email only: all parts instead of `text` and `html`. */
	content?: Array<Record<string, unknown>>;
	/** Members laid over the message. */
	extra?: Record<string, unknown>;
	rawBody?: string;
	/** Default: a new one. The same one twice is a duplicate with a body of its own. */
	messageId?: string;
	/** Default: as set. */
	idPlace?: IdPlace;
	spoil?: Spoil;
	signedWith?: SignedWith;
	/** How many copies go out at once; default 1. */
	copies?: number;
	/** Default: as set; 1 for a spoiled message. */
	maxAttempts?: number;
	/** Keep it until `release`. */
	hold?: boolean;
	/** Answer at once and not when the message is accepted or given up. */
	background?: boolean;
}

/** A message of an agent and what became of it. */
export interface AgentMessage {
	messageId: string;
	channelId: string;
	type: string;
	/** ISO 8601. */
	time: string;
	/** `held`: waits for `release`; else as in the delivery. */
	state: Delivery['state'] | 'held';
	body: string;
	attempts: DeliveryAttempt[];
	/** The message ids that the receiver answered with 2XX, each one once; more than one is a fault of the receiver. */
	answeredIds: string[];
	/** How many 2XX answers had no `messageId`. */
	answersWithoutId: number;
	/** As the last receipt says; null without one. */
	status: ReceiptStatus | null;
	/** The same for each recipient. */
	recipients: Record<string, ReceiptStatus>;
	/** Code of the first reason of the last receipt, if that says Failed. */
	reasonCode: number | null;
}
