import type { Logger } from 'n8n-workflow';
import { identified, notified, type Interaction } from '../shared/agentEmail/interaction';
import type { Opening } from '../shared/cometd/protocol';
import type { Send } from '../shared/transport/api';
import type { Subscription } from '../shared/triggers/cometd';

/** How many interactions are remembered, those heard of last. */
const REMEMBERED = 10_000;

/** Servers drop a session that is not polled for some 10 s, and nothing polls while the list is awaited. */
const LIST_TIMEOUT_MS = 8_000;

/** In this time the server has told what led to the state that its list showed. */
const SAME_NEWS_MS = 30_000;

interface WatchOptions {
	send: Send;
	/** Takes what is news, one after the other. */
	pass: (interaction: Interaction) => void;
	/** Whether what the agent has at the start is news. */
	openAtStart: boolean;
	logger: Pick<Logger, 'warn'>;
}

/** What was last heard of an interaction. */
interface Known {
	state?: string;
	/** Epoch milliseconds until which a notification of this state is no news: the list has told it. */
	toldUntil: number;
}

/**
 * The interactions of an agent, as notifications tell of them. A server forgets what it could not tell, with a session or with
 * an answer that is lost: so the list of the open interactions is read after that, and what has another state than was last heard of is
 * news as well.
 */
export class InteractionWatch implements Subscription {
	private known = new Map<string, Known>();
	private hasListed = false;

	constructor(private readonly options: WatchOptions) {}

	/** For `onOpen` of the session, which has subscribed by then: what changes from now on is told, though not before this ends. */
	async open({ signal }: Opening): Promise<void> {
		await this.resume(signal);
	}

	/**
	 * For `onResume` of the session: reads the list. That there is one is not documented, so without it only notifications count;
	 * never throws.
	 */
	async resume(signal: AbortSignal): Promise<void> {
		try {
			const request = {
				method: 'GET',
				path: '/me/interactions',
				timeout: LIST_TIMEOUT_MS,
			} as const;
			const rows = (await this.options.send({ ...request, signal })).rows();
			if (!signal.aborted) this.takeList(rows.flatMap((row) => identified(row) ?? []));
		} catch (error) {
			if (signal.aborted) return;
			this.options.logger.warn(
				`The open interactions could not be listed, so what changed before this moment may be missed: ${(error as Error).message}`,
			);
		}
	}

	/** For `onMessage` of the session. */
	receive(_channel: string, message: unknown): void {
		const interaction = notified(message);
		if (!interaction) return;
		const { id, state } = interaction;
		const before = this.known.get(id);
		this.remember(id, { state, toldUntil: 0 });
		if (before?.state === state && Date.now() < (before?.toldUntil ?? 0)) return;
		this.options.pass(interaction);
	}

	/** Nothing is left at the server but the session. */
	async close(): Promise<void> {}

	/** Forgets what is not in the list: the agent may be invited to it again. */
	private takeList(interactions: Interaction[]): void {
		const before = this.known;
		const isNews = ({ id, state }: Interaction) => {
			const known = before.get(id);
			if (known) return known.state !== state;
			return this.hasListed || this.options.openAtStart;
		};
		const listed = [...new Map(interactions.map((one) => [one.id, one])).values()];
		const news = listed.filter(isNews);
		const toldUntil = Date.now() + SAME_NEWS_MS;
		this.known = new Map();
		for (const { id, state } of listed) this.remember(id, { state, toldUntil: 0 });
		for (const { id, state } of news) this.remember(id, { state, toldUntil });
		this.hasListed = true;
		for (const one of news) this.options.pass(one);
	}

	private remember(id: string, known: Known): void {
		this.known.delete(id);
		this.known.set(id, known);
		if (this.known.size <= REMEMBERED) return;
		const [oldest] = this.known.keys();
		this.known.delete(oldest);
	}
}
