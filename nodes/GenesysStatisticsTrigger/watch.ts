import { randomUUID } from 'node:crypto';
import type { Logger } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { waitAskedBy } from '../shared/cometd/failure';
import type { Opening } from '../shared/cometd/protocol';
import type { WatchedStatistic } from '../shared/statistics/watchedStatistics';
import type { Send } from '../shared/transport/api';
import { path } from '../shared/transport/path';
import { pause } from '../shared/transport/pause';
import { withoutSecrets } from '../shared/transport/secrets';
import { reasonsIn } from '../shared/transport/words';
import type { Subscription } from '../shared/triggers/cometd';
import { serviceStateIn, updatesIn, type StatisticUpdate } from './updates';

export const UPDATES = '/statistics/v3/updates';
export const SERVICE = '/statistics/v3/service';

/** What the service says of itself when it has dropped all subscriptions. */
export const UNAVAILABLE = 'UNAVAILABLE';

/** How often a subscription that the service has lost is opened again before the trigger gives up, and how patiently. */
const REOPEN_ATTEMPTS = 8;
const FIRST_WAIT_MS = 1_000;
/** A service that asks for more than this is not waited for. */
const LONGEST_WAIT_MS = 300_000;
const CLOSE_TIMEOUT_MS = 2_000;

interface WatchOptions {
	send: Send;
	statistics: WatchedStatistic[];
	/** Takes the values that a subscription begins with. */
	onValues: (values: StatisticUpdate[]) => void;
	onUpdates: (updates: StatisticUpdate[]) => void;
	/** The service said how it is: UNAVAILABLE or AVAILABLE. */
	onServiceState: (state: string) => void;
	/** The subscription cannot be opened any more. */
	onFailure: (error: Error) => void;
	/** IDs of subscriptions that an earlier run may have left. */
	former: readonly string[];
	/** Takes the IDs of those that may be there now. */
	onOpening: (subscriptionIds: string[]) => void;
	logger: Pick<Logger, 'info' | 'warn'>;
}

/** What the answer to `POST /statistics/v3/subscriptions` is about. */
interface Opened {
	subscriptionId?: string | null;
}

/**
 * The subscription behind a statistics trigger. It is opened with each notification session, and again when the service
 * returns after it was unavailable: Genesys drops all subscriptions then.
 */
export class StatisticsWatch implements Subscription {
	private subscriptionId?: string;
	/** Those that may be there at Genesys, since it was asked for them: also when the answer was lost. */
	private readonly asked: Set<string>;
	private opening?: Opening;
	private closed = false;
	/** The service has dropped all subscriptions since the latest opening began: also the one that an answer on its way tells of. */
	private dropped = false;
	/** Counts the openings: only the latest may say which subscription is the current one. */
	private turn = 0;
	/** Settles when what is being opened has been opened, refused or ended; never rejects. */
	private inFlight?: Promise<void>;
	/** When Genesys wants to be asked again, in epoch milliseconds; also when it says that it is back meanwhile. */
	private notBefore = 0;
	private reopening?: { controller: AbortController; done: Promise<void> };

	constructor(private readonly options: WatchOptions) {
		this.asked = new Set(options.former);
	}

	/** For `onOpen` of the session. */
	async open(opening: Opening): Promise<void> {
		const work = this.openNew(opening);
		const ended = () => {
			if (this.inFlight === waiting) this.inFlight = undefined;
		};
		const waiting = (this.inFlight = work.then(ended, ended));
		await work;
	}

	/** For `onResume` of the session: what was in an answer that was lost, the values of a new subscription tell. */
	async resume(): Promise<void> {
		this.startReopening();
	}

	private async openNew(opening: Opening): Promise<void> {
		const { statistics } = this.options;
		this.opening = opening;
		const turn = ++this.turn;
		this.dropped = false;
		// Known before the answer comes, so that updates that overtake it are not taken for those of another.
		const id = (this.subscriptionId = randomUUID());
		await this.removeAll();
		this.options.onOpening([id]);
		const answer = await this.ask(id, opening.signal).catch(async (error: Error) => {
			this.notBefore = Math.max(this.notBefore, Date.now() + waitAskedBy(error));
			// It may be there all the same.
			await this.keep(id, turn);
			throw error;
		});
		// A refusal of all at once is that of each.
		const { errors = statistics.map(() => answer.body) } = answer.remarks as { errors?: unknown[] };
		const refusal = async () => notOpened(errors, await this.options.send.secrets?.());
		if (answer.status === 400) throw await refusal();
		const opened = (answer.content as Opened | null)?.subscriptionId ?? id;
		await this.keep(opened, turn);
		if (turn !== this.turn) return;
		this.notBefore = 0;
		const values = updatesIn(answer.body);
		this.subscriptionId = opened;
		this.options.onOpening([opened]);
		if (answer.remarks.errors) {
			if (values.length === 0) throw await refusal();
			this.options.logger.warn((await refusal()).message);
		}
		if (values.length > 0) this.options.onValues(values);
	}

	private async ask(operationId: string, signal: AbortSignal) {
		return await this.options.send({
			method: 'POST',
			path: '/subscriptions',
			query: { verbose: 'INFO' },
			body: { operationId, data: { statistics: this.options.statistics } },
			signal,
			// None could be opened: which ones and why is in the answer.
			acceptStatuses: [400],
		});
	}

	/** For `onMessage` of the session. */
	receive(channel: string, message: unknown): void {
		if (channel === SERVICE) {
			const state = serviceStateIn(message);
			this.options.logger.info(`The statistics service of Genesys is ${String(state)}`);
			if (state) this.options.onServiceState(state);
			if (state === UNAVAILABLE) {
				this.subscriptionId = undefined;
				this.dropped = true;
			}
			const isLost = this.dropped || this.subscriptionId === undefined;
			if (state === 'AVAILABLE' && isLost) this.startReopening();
			return;
		}
		const updates = updatesIn(message).filter(
			({ subscriptionId }) => !subscriptionId || subscriptionId === this.subscriptionId,
		);
		if (updates.length > 0) this.options.onUpdates(updates);
	}

	/** Closes the subscription, as far as Genesys answers; never throws. To be called when the session is stopped. */
	async close(): Promise<void> {
		this.closed = true;
		this.turn++;
		const { inFlight, reopening, subscriptionId } = this;
		reopening?.controller.abort(new Error('stopped'));
		// Also what is being opened, since n8n may not wait for more; if that overtakes the removal, it is removed when it ends.
		if (subscriptionId) this.asked.add(subscriptionId);
		await this.removeAll();
		await inFlight;
	}

	private startReopening(): void {
		this.reopening?.controller.abort(new Error('replaced'));
		const controller = new AbortController();
		this.reopening = { controller, done: this.reopen(controller.signal) };
	}

	private async reopen(signal: AbortSignal): Promise<void> {
		let due = 0;
		for (let attempt = 1; ; attempt++) {
			const { turn } = this;
			const isOver = () => this.closed || signal.aborted || turn !== this.turn;
			await pause(Math.max(due, this.notBefore) - Date.now(), isOver);
			if (isOver() || !this.opening) return;
			try {
				await this.open({ ...this.opening, signal });
				return;
			} catch (error) {
				if (this.closed || signal.aborted || this.turn !== turn + 1) return;
				this.subscriptionId = undefined;
				const asked = this.notBefore - Date.now();
				const wait = Math.max(FIRST_WAIT_MS * 2 ** (attempt - 1), asked);
				if (attempt === REOPEN_ATTEMPTS || wait > LONGEST_WAIT_MS) {
					this.options.onFailure(error as Error);
					return;
				}
				this.options.logger.warn(`The subscription was not opened: ${(error as Error).message}`);
				due = Date.now() + wait;
			}
		}
	}

	/** Keeps in mind what is to be removed one day; what another opening has replaced meanwhile, at once. */
	private async keep(subscriptionId: string, turn: number): Promise<void> {
		if (turn === this.turn) this.asked.add(subscriptionId);
		else await this.remove(subscriptionId);
	}

	private async removeAll(): Promise<void> {
		const ids = [...this.asked];
		this.asked.clear();
		await Promise.all(ids.map(async (id) => await this.remove(id)));
	}

	/** What is left of a subscription that is not wanted any more does no harm, so a failure is only logged. */
	private async remove(subscriptionId: string): Promise<void> {
		try {
			await this.options.send({
				method: 'DELETE',
				path: path`/subscriptions/${subscriptionId}`,
				timeout: CLOSE_TIMEOUT_MS,
				// It was never opened, or dropped.
				acceptStatuses: [404],
			});
		} catch (error) {
			this.options.logger.warn(`A subscription was left open: ${(error as Error).message}`);
		}
	}
}

/** n8n shows only the message of a failed activation, so it has the reasons. */
function notOpened(errors: unknown[], secrets: readonly string[] = []): UserError {
	const said = withoutSecrets(reasonsIn(errors), secrets);
	const reasons = said ? `: ${said}` : '';
	return new UserError(`Genesys could not open ${errors.length} of the statistics${reasons}`, {
		description: 'Check their names or definitions, object types and object IDs.',
	});
}
