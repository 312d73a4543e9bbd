import type { IDataObject, Logger } from 'n8n-workflow';
import type { Send } from '../transport/api';

/** What a server asks of its clients; each part may be missing, then the last one holds. */
export interface Advice {
	reconnect?: unknown;
	/** Milliseconds to wait before the next connect. */
	interval?: unknown;
	/** Milliseconds for which the server holds a connect while it has nothing to tell. */
	timeout?: unknown;
}

/** One message of the Bayeux protocol 1.0, as far as a subscriber reads it. */
export interface BayeuxMessage {
	channel: string;
	id?: string;
	clientId?: string;
	successful?: boolean;
	error?: string;
	advice?: Advice;
	ext?: { ack?: unknown };
	data?: unknown;
}

export type Meta = 'handshake' | 'subscribe' | 'connect' | 'disconnect';

/** What `onOpen` is told. */
export interface Opening {
	/** What the server calls the session. */
	clientId: string;
	/** False the first time. True when the server lost what was opened before, so that it has to be opened again. */
	reopened: boolean;
	/** To be handed on to those requests: it ends them when the session is stopped. */
	signal: AbortSignal;
}

export interface BayeuxOptions {
	/** Should keep the cookies of the server, and not repeat requests by itself: the session does that. */
	send: Send;
	/** Where messages are posted to: one endpoint, or `/handshake`, `/subscribe` and so on below it. */
	paths: { endpoint: string; split: boolean };
	/** Channels to subscribe to; `/a/*` is one level below `/a`, `/a/**` are all levels. */
	channels: string[];
	/**
	 * Where a user can name the endpoint and the channels: what to check when there is no CometD server at the endpoint, or it refuses a
	 * channel; sentences without a full stop. A session that never found a server there then ends at once.
	 */
	hints?: { endpoint: string; channels: string };
	/**
	 * Takes one message. The next one, and the next poll, wait until it is done, so it should be quick: servers drop a
	 * client that does not poll for some 10 s. When it throws, that is logged and counted, and the session goes on.
	 */
	onMessage: (channel: string, data: unknown, id?: string) => unknown;
	/**
	 * Opens what belongs to the session, after each successful handshake and before polling starts (so the same 10 s
	 * apply). A failure counts like a refused handshake, and ends the session when it is `SessionFailure.fatal` or a
	 * `NodeApiError` with 401 or 403.
	 */
	onOpen: (opening: Opening) => unknown;
	/**
	 * Told when polls are answered again after a failure that the session survived, unless the server has messages acknowledged: then what
	 * came with an answer that was lost does not come again. Should not fail; the same 10 s apply.
	 */
	onResume?: (signal: AbortSignal) => unknown;
	logger: Pick<Logger, 'debug' | 'warn' | 'error'>;
	settings?: Partial<BayeuxSettings>;
}

/** How patient a session is, in milliseconds where nothing else is said. */
export interface BayeuxSettings {
	/** How long an answer may take beyond the time for which the server holds a connect. */
	networkDelay: number;
	/** How long the server holds a connect, until it says so itself. */
	holdTime: number;
	/** How long `onOpen` may take. */
	openTime: number;
	/** How long the goodbye to the server may take. */
	disconnectTime: number;
	/** About the wait after a first failure, and the shortest time between two handshakes; both then double. */
	firstWait: number;
	/** Also how long a session must have lasted for the losses before to be forgiven. */
	longestWait: number;
	/** How long polls must have been answered for the failures before to be forgiven, also while there is nothing to tell. */
	settled: number;
	/** How long the session may fail without a break before it is given up. */
	giveUpAfter: number;
	/** How many times it may fail without a break before it is given up. */
	maxFailures: number;
}

export const DEFAULTS: BayeuxSettings = {
	networkDelay: 10_000,
	holdTime: 60_000,
	openTime: 60_000,
	disconnectTime: 2_000,
	firstWait: 1_000,
	longestWait: 30_000,
	settled: 10_000,
	giveUpAfter: 300_000,
	maxFailures: Infinity,
};

/** How a session is doing, for logs; times are epoch milliseconds. */
export interface BayeuxState {
	/** Since when the server has been answering polls; undefined while it does not. */
	connectedSince?: number;
	lastMessageAt?: number;
	/** Messages handed to `onMessage`. */
	messages: number;
	/** Messages at which `onMessage` threw. */
	failedMessages: number;
	/** How often the session was opened again after a loss. */
	reconnects: number;
}

/** Whether a subscription covers a channel. */
export function covers(subscription: string, channel: string): boolean {
	if (subscription.endsWith('/**')) return channel.startsWith(subscription.slice(0, -2));
	if (!subscription.endsWith('/*')) return subscription === channel;
	const parent = subscription.slice(0, -1);
	return channel.startsWith(parent) && !channel.slice(parent.length).includes('/');
}

/** The advice of all messages of one answer; a later one wins. */
export function adviceOf(messages: BayeuxMessage[]): Advice {
	return Object.assign({}, ...messages.map(({ advice }) => advice)) as Advice;
}

/** A number as a server gave it, `most` when it is larger, and `otherwise` when it is no usable one. */
export function numberOr(value: unknown, otherwise: number, most = Number.MAX_VALUE): number {
	const isUsable = typeof value === 'number' && value >= 0 && Number.isFinite(value);
	return isUsable ? Math.min(value, most) : otherwise;
}

/** @returns the messages of an answer, undefined when something other than a Bayeux server answered */
export function messagesOf(body: unknown): BayeuxMessage[] | undefined {
	const isMessage = (entry: unknown) =>
		typeof (entry as IDataObject | null | undefined)?.channel === 'string';
	return Array.isArray(body) && body.every(isMessage) ? (body as BayeuxMessage[]) : undefined;
}

/**
 * Reads the handshake reply's `ext.ack`, which is `true` or `{enabled, batch}`.
 *
 * @returns the batch to acknowledge first, undefined when the server does not ask for it
 */
export function firstBatch(ack: unknown): number | undefined {
	if (ack === true) return 0;
	const { enabled, batch } = (ack ?? {}) as { enabled?: unknown; batch?: unknown };
	return enabled === true ? numberOr(batch, 0) : undefined;
}
