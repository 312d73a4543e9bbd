import type { IDataObject } from 'n8n-workflow';
import { SessionFailure } from './failure';
import { sayGoodbye } from './goodbye';
import { Inbox } from './inbox';
import { Lifetime } from './lifetime';
import { Patience } from './patience';
import type { BayeuxMessage, BayeuxOptions, BayeuxSettings, BayeuxState, Meta } from './protocol';
import { DEFAULTS, firstBatch } from './protocol';
import { Wire } from './wire';

/** The HTTP client's own limit must not cut a poll short before the session gives it up. */
const SPARE_MS = 5_000;

/**
 * A subscriber's session with a CometD server: Bayeux 1.0 over long polling, with the extension by which messages are
 * acknowledged, so that a server that has it sends those again whose answer was lost.
 *
 * One object stands for as many sessions of the server as it takes: a lost one is replaced by a new one.
 */
export class BayeuxSession {
	private readonly counters: BayeuxState = { messages: 0, failedMessages: 0, reconnects: 0 };
	private readonly settings: BayeuxSettings;
	private readonly lifetime = new Lifetime();
	private readonly patience: Patience;
	/** With sessions that are lost, however well they were opened. */
	private readonly losses: Patience;
	private readonly wire: Wire;
	private readonly inbox: Inbox;
	private running?: Promise<void>;
	/** The server's session: none, being opened, ready to be polled, or answering polls. */
	private stage: 'none' | 'opening' | 'open' | 'polling' = 'none';
	private wasOpened = false;
	private openedAt = 0;
	/** Whether the next poll is to be answered at once, to learn whether the server knows the session. */
	private probing = true;
	/** The last batch of messages taken; undefined when the server does not ask for it. */
	private batch?: number;

	constructor(private readonly options: BayeuxOptions) {
		this.settings = { ...DEFAULTS, ...options.settings };
		this.patience = new Patience(this.settings);
		this.losses = new Patience(this.settings);
		this.wire = new Wire(options, this.settings.holdTime);
		this.inbox = new Inbox(options, this.counters);
	}

	/** How the session is doing, at this moment. */
	get state(): Readonly<BayeuxState> {
		return { ...this.counters };
	}

	/**
	 * Opens the session and keeps it open. Resolves when it was stopped; to be called once.
	 *
	 * @throws NodeApiError when the sign-in is not accepted, UserError when the server refuses the session for good or
	 * when it failed for too long without a break, and what `onOpen` marked as fatal
	 */
	async run(): Promise<void> {
		if (this.running) throw new Error('The session was started before');
		this.running = this.keepOpen();
		await this.running;
	}

	/**
	 * Ends what is under way, at once, and says goodbye to the server. From the moment it is called, nothing is emitted;
	 * when it resolves, nothing is left behind. May be called at any time, also from `onMessage`, and more than once.
	 */
	async stop(): Promise<void> {
		this.lifetime.end();
		await Promise.allSettled([this.running]);
	}

	private async keepOpen(): Promise<void> {
		try {
			while (!this.lifetime.over) {
				try {
					if (this.stage === 'none') await this.open();
					await this.poll();
				} catch (error) {
					if (!this.lifetime.over) await this.recover(SessionFailure.from(error));
				}
			}
		} finally {
			this.counters.connectedSince = undefined;
			await this.leave();
			await this.lifetime.idle();
		}
	}

	private async open(): Promise<void> {
		const { channels, onOpen, logger } = this.options;
		const reopened = this.wasOpened;
		this.stage = 'opening';
		this.openedAt = Date.now();
		const [{ clientId, ext }] = await this.exchange('handshake', [
			{ version: '1.0', supportedConnectionTypes: ['long-polling'], ext: { ack: true } },
		]);
		if (!clientId) throw SessionFailure.retry('The answer to the handshake had no client id');
		this.wire.clientId = clientId;
		this.batch = firstBatch(ext?.ack);
		const subscriptions = channels.map((subscription) => ({ subscription }));
		await this.exchange('subscribe', subscriptions);
		await this.lifetime.limit(this.settings.openTime, async (signal) => {
			await onOpen({ clientId, reopened, signal });
		});
		this.stage = 'open';
		this.wasOpened = true;
		if (reopened) this.counters.reconnects++;
		logger.debug('Notification session opened', { channels, reopened });
	}

	private async poll(): Promise<void> {
		const { onResume } = this.options;
		const { probing, batch } = this;
		const { messages } = this.counters;
		const resumes = probing && this.stage === 'polling' && batch === undefined;
		const start = Date.now();
		const message: IDataObject = { connectionType: 'long-polling' };
		if (probing) message.advice = { timeout: 0 };
		if (batch !== undefined) message.ext = { ack: batch };
		const hold = probing ? 0 : this.wire.holdTime;
		const [{ ext }] = await this.exchange('connect', [message], hold);

		if (batch !== undefined && typeof ext?.ack === 'number') this.batch = ext.ack;
		this.stage = 'polling';
		this.probing = false;
		// That a probe is answered says little: what comes next may fail again at once.
		if (!probing || this.counters.messages > messages) this.patience.reset();
		this.counters.connectedSince ??= Date.now();
		if (resumes && onResume) {
			await this.lifetime.limit(this.settings.openTime, async (signal) => {
				await onResume(signal);
			});
		}
		// A server that does not hold its answers must not be asked without a break.
		const isIdle = !probing && this.counters.messages === messages;
		const rest = isIdle ? start + this.settings.firstWait - Date.now() : 0;
		await this.lifetime.pause(Math.max(this.wire.interval, rest));
	}

	/** Decides what follows from a failure, and waits. @throws what ends the session */
	private async recover(failure: SessionFailure): Promise<void> {
		// Once there was a server, it is waited for.
		const isMisnamed = failure.isElsewhere && this.options.hints && !this.wasOpened;
		if (failure.consequence === 'fatal' || isMisnamed) throw failure.cause;
		const isOver = failure.consequence === 'handshake' || this.stage === 'opening';
		const own = isOver && this.stage === 'polling' ? this.afterLoss(failure) : this.after(failure);
		const wait = Math.max(own, this.wire.interval, 0);
		this.counters.connectedSince = undefined;
		this.inbox.recent.reconnected();
		this.probing = true;
		this.options.logger.warn(`Notification session interrupted: ${failure.message}`, {
			next: isOver ? 'handshake' : 'connect',
			wait: Math.round(wait),
		});
		if (isOver) await this.leave();
		await this.lifetime.pause(wait);
	}

	/** Milliseconds to wait after a failure of a poll, or of the opening. @throws what ends the session */
	private after(failure: SessionFailure): number {
		const { connectedSince = Infinity } = this.counters;
		if (Date.now() - connectedSince >= this.settings.settled) this.patience.reset();
		return this.patience.waitAfter(failure);
	}

	/**
	 * Milliseconds to wait after the loss of a session that worked: the wait counts from its opening, so that one that lasted is
	 * replaced at once, and one that is lost again and again ever less often.
	 *
	 * @throws what ends the session
	 */
	private afterLoss(failure: SessionFailure): number {
		const lasted = Date.now() - this.openedAt;
		if (lasted >= this.settings.longestWait) this.losses.reset();
		return Math.max(this.losses.waitAfter(failure) - lasted, failure.retryAfter);
	}

	/** Gives up the server's session. */
	private async leave(): Promise<void> {
		this.stage = 'none';
		if (this.wire.clientId === undefined) return;
		await sayGoodbye(this.wire, this.settings.disconnectTime, this.options.logger);
	}

	/**
	 * Sends messages of one kind and hands over the notifications that came with the answer, whatever it says.
	 *
	 * @param hold milliseconds for which the server may keep the answer back
	 * @returns the replies to the messages, all of them successful
	 */
	private async exchange(meta: Meta, fields: IDataObject[], hold = 0): Promise<BayeuxMessage[]> {
		const limit = hold + this.settings.networkDelay;
		const messages = await this.lifetime.limit(limit, async (signal) => {
			return await this.wire.post(meta, fields, { timeout: limit + SPARE_MS, signal });
		});
		const events = this.inbox.events(messages);
		if (events.length) {
			// Within the lifetime, because stop() cannot wait for an onMessage that itself waits for stop().
			await this.lifetime.limit(Infinity, async (signal) => {
				await this.inbox.deliver(events, signal);
			});
		}
		return this.wire.replies(meta, fields.length, messages);
	}
}
