/** A message of the Bayeux protocol. */
export interface Message extends Record<string, unknown> {
	channel: string;
	id?: string;
	data?: unknown;
}

/** What answers CometD messages; it notices no connection that breaks. */
export interface Bayeux {
	/** The answer to the messages of one request. */
	post: (messages: Message[], cookie: string | undefined) => Promise<Message[]>;
	/** Tells everything to all who have subscribed to the channel, in one answer where that is possible. */
	publish: (channel: string, data: unknown[]) => void;
	/** Forgets all sessions, or those that are not polled. */
	lose: () => void;
	/** IDs of the sessions that live. */
	sessions: () => string[];
	/** How many polls are held. */
	held: () => number;
	/** Ends its timers. */
	close: () => void;
}

interface Session {
	/** The cookie by which a client shows that the session is its own. */
	cookie?: string;
	channels: Set<string>;
	queue: Message[];
	/** Of a session that acknowledges: messages that were sent, each with its batch. */
	unacknowledged?: Array<{ batch: number; message: Message }>;
	batch: number;
	/** When it was last polled. */
	seenAt: number;
	/** Answers the poll that is held. */
	answer?: () => void;
}

/** What a server gives to clients; commands change it. */
export interface BayeuxSettings {
	acknowledges: boolean;
	/** Milliseconds for which a poll is held. */
	hold: number;
	/** Milliseconds that the server asks to wait between two polls. */
	interval: number;
	/** Added to the advice of all answers. */
	advice: Record<string, unknown>;
	/** Whether messages have an ID. */
	numbered: boolean;
	/** The messages that wait are sent in another order. */
	reorders: boolean;
	hasReordered: boolean;
	/** So many of the last messages that a session took are sent once more with the next answer. */
	repeats: number;
}

/** Milliseconds for which a session outlives its last poll, besides the interval. */
const LIVES_MS = 10_000;

/** A CometD server: Bayeux 1.0 over long polling, and what it may do wrong. */
export class ModelServer implements Bayeux {
	private readonly alive = new Map<string, Session>();
	/** Answers the polls that are held, also of sessions that have ended. */
	private readonly holding = new Set<() => void>();
	/** What was sent last, and may be sent again. */
	private recent: Message[] = [];
	private last = 0;

	constructor(readonly settings: BayeuxSettings) {}

	async post(messages: Message[], cookie?: string): Promise<Message[]> {
		this.expire();
		const answers = await Promise.all(messages.map(async (one) => await this.answer(one, cookie)));
		return answers.flat();
	}

	publish(channel: string, data: unknown[]): void {
		this.expire();
		const told = data.map((one) => this.message(channel, one));
		for (const session of this.alive.values()) {
			if (!session.channels.has(channel)) continue;
			session.queue.push(...told);
			session.answer?.();
		}
	}

	lose(): void {
		this.endPolls();
		this.alive.clear();
		this.recent = [];
	}

	sessions(): string[] {
		this.expire();
		return [...this.alive.keys()];
	}

	held(): number {
		return [...this.alive.values()].filter(({ answer }) => answer).length;
	}

	close(): void {
		this.endPolls();
	}

	/** How many of its timers run. */
	pending(): number {
		return this.holding.size;
	}

	/** Answers all polls, whose timers may be gone. */
	endPolls(): void {
		for (const answer of this.holding) answer();
	}

	private message(channel: string, data: unknown): Message {
		return { channel, data, ...(this.settings.numbered && { id: `m${++this.last}` }) };
	}

	private expire(): void {
		const oldest = Date.now() - LIVES_MS - this.settings.interval;
		for (const [id, { answer, seenAt }] of this.alive) {
			if (!answer && seenAt < oldest) this.alive.delete(id);
		}
	}

	private async answer(
		{ channel, id, ...fields }: Message,
		cookie: string | undefined,
	): Promise<Message[]> {
		const { acknowledges, hold, interval, advice } = this.settings;
		const reply = { channel, id, successful: true };
		if (channel === '/meta/handshake') {
			const clientId = `c${++this.last}`;
			this.alive.set(clientId, {
				...{ cookie, channels: new Set(), queue: [], batch: 0, seenAt: Date.now() },
				...(acknowledges && { unacknowledged: [] }),
			});
			const ext = acknowledges ? { ext: { ack: true } } : {};
			return [
				{ ...reply, clientId, ...ext, advice: { interval, timeout: hold, reconnect: 'retry' } },
			];
		}
		const clientId = String(fields.clientId);
		const session = this.alive.get(clientId);
		if (!session || session.cookie !== cookie) {
			const unknown = { successful: false, error: '402::Unknown client' };
			return [{ ...reply, ...unknown, advice: { reconnect: 'handshake', interval: 0 } }];
		}
		if (channel === '/meta/subscribe') session.channels.add(String(fields.subscription));
		if (channel === '/meta/disconnect') this.alive.delete(clientId);
		if (channel !== '/meta/connect') return [{ ...reply, ...this.adviceNow(advice) }];
		return await this.poll(session, reply, fields);
	}

	private async poll(session: Session, reply: Message, { ext, advice }: Record<string, unknown>) {
		// A client has one poll: that of before is answered.
		session.answer?.();
		const acknowledged = (ext as { ack?: number } | undefined)?.ack ?? 0;
		session.unacknowledged = session.unacknowledged?.filter(({ batch }) => batch > acknowledged);
		const isDue = session.queue.length > 0 || (session.unacknowledged?.length ?? 0) > 0;
		const hold = (advice as { timeout?: number } | undefined)?.timeout ?? this.settings.hold;
		if (!isDue && hold > 0) await this.hold(session, hold);
		session.seenAt = Date.now();
		const { successful = true, ...more } = this.isKnown(session)
			? this.adviceNow(this.settings.advice)
			: {
					...{ successful: false, error: '402::Unknown client' },
					advice: { reconnect: 'handshake', interval: 0 },
				};
		const messages = this.take(session);
		const batch = session.unacknowledged ? { ext: { ack: session.batch } } : {};
		return [...messages, { ...reply, successful, ...batch, ...more }];
	}

	private async hold(session: Session, time: number): Promise<void> {
		await new Promise<void>((resolve) => {
			const answer = () => {
				clearTimeout(timer);
				this.holding.delete(answer);
				if (session.answer === answer) session.answer = undefined;
				session.seenAt = Date.now();
				resolve();
			};
			const timer = setTimeout(answer, time);
			this.holding.add(answer);
			session.answer = answer;
		});
	}

	private isKnown(session: Session): boolean {
		return [...this.alive.values()].includes(session);
	}

	private adviceNow(advice: Record<string, unknown>): Record<string, unknown> {
		const { interval, hold } = this.settings;
		return { advice: { interval, timeout: hold, ...advice } };
	}

	/** What the answer brings: with acknowledgement, all that was not acknowledged. */
	private take(session: Session): Message[] {
		const { reorders, repeats } = this.settings;
		const fresh = session.queue.splice(0);
		if (reorders) {
			fresh.reverse();
			this.settings.hasReordered = true;
		}
		const again = repeats > 0 ? this.recent.slice(-repeats) : [];
		this.settings.repeats = 0;
		this.recent = [...this.recent, ...fresh].slice(-20);
		if (!session.unacknowledged) return [...again, ...fresh];
		if (fresh.length > 0) {
			const batch = ++session.batch;
			session.unacknowledged.push(...fresh.map((message) => ({ batch, message })));
		}
		return [...again, ...session.unacknowledged.map(({ message }) => message)];
	}
}
