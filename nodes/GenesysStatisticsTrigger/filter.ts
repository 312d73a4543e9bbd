import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../shared/transport/body';
import type { StatisticUpdate } from './updates';

/** What the user wants to see of the updates. */
export interface UpdateSettings {
	/** Pass on the first value of a statistic of which nothing is known. */
	initialValues: boolean;
	/** Pass on a value at a new subscription that is not the one that was passed on last. */
	catchUp: boolean;
	/** Leave out an update whose value is the one that was passed on last. */
	onlyChanges: boolean;
	/** Milliseconds in which a statistic is passed on once at most, with its latest value; 0 for every update. */
	throttle: number;
}

/** What was passed on last of a statistic. */
interface Told extends IDataObject {
	/** What tells its value from others, in 22 characters, however large it is; empty when it counts no more. */
	value: string;
	/** When, in epoch milliseconds; left out when it did not start the workflow. */
	at?: number;
}

/**
 * Decides which updates are passed on, and when. An update that repeats the last one of its statistic, value and time, is
 * always left out: the answer to a re-opened subscription brings the current values again.
 */
export class UpdateFilter {
	/** The last update of each statistic, unless it was a value that did not matter. */
	private readonly last = new Map<string, StatisticUpdate>();
	private readonly told: Map<string, Told>;
	private readonly held = new Map<string, StatisticUpdate>();

	/** @param told what `known` gave before */
	constructor(
		private readonly settings: UpdateSettings,
		told?: unknown,
	) {
		this.told = new Map(isObject(told) ? Object.entries(told).filter(isTold) : []);
		// A clock that was set back meanwhile must hold up nothing.
		const now = Date.now();
		for (const [id, { value, at = 0 }] of this.told) if (at > now) this.told.set(id, { value });
	}

	/** The updates to be passed on now; others of them are held back for `due`. */
	take(updates: StatisticUpdate[], now: number): StatisticUpdate[] {
		return updates.filter((update) => !this.repeats(update) && this.passOrHold(update, now));
	}

	/** The values at a new subscription that are to be passed on now; others of them are held back for `due`. */
	begin(values: StatisticUpdate[], now: number): StatisticUpdate[] {
		const { initialValues, catchUp } = this.settings;
		return values.filter((update) => {
			if (this.repeats(update)) return false;
			const { statisticId } = update;
			const told = this.told.get(statisticId);
			const value = digestOf(update);
			if (told?.value === value) {
				// Whatever was held back is no longer true.
				this.held.delete(statisticId);
				this.last.set(statisticId, update);
				return false;
			}
			if (told ? catchUp : initialValues) return this.passOrHold(update, now);
			// What comes later is compared with it.
			if (!told) this.told.set(statisticId, { value });
			return false;
		});
	}

	/** The updates that were held back and whose time has come. */
	due(now: number): StatisticUpdate[] {
		const ready = [...this.held.values()].filter(
			({ statisticId }) => now >= this.free(statisticId),
		);
		return ready.filter((update) => this.pass(update, now));
	}

	/** When the next update that was held back is due; undefined when none is. */
	nextDue(): number | undefined {
		let next: number | undefined;
		for (const statisticId of this.held.keys()) {
			next = Math.min(next ?? Infinity, this.free(statisticId));
		}
		return next;
	}

	/** What was passed on is news again, also when it is the same, and nothing is held back. */
	forget(): void {
		this.last.clear();
		this.held.clear();
		for (const statisticId of this.told.keys()) this.told.set(statisticId, { value: '' });
	}

	/** What was passed on last of these statistics, as JSON. */
	known(statisticIds: readonly string[]): IDataObject {
		return Object.fromEntries(
			statisticIds.flatMap((id) => {
				const told = this.told.get(id);
				return told ? [[id, told]] : [];
			}),
		);
	}

	private repeats(update: StatisticUpdate): boolean {
		const before = this.last.get(update.statisticId);
		if (!before || before.timestamp !== update.timestamp) return false;
		return digestOf(before) === digestOf(update);
	}

	private passOrHold(update: StatisticUpdate, now: number): boolean {
		const { statisticId } = update;
		this.last.set(statisticId, update);
		if (now >= this.free(statisticId)) return this.pass(update, now);
		this.held.set(statisticId, update);
		return false;
	}

	private pass(update: StatisticUpdate, now: number): boolean {
		const { statisticId } = update;
		this.held.delete(statisticId);
		const value = digestOf(update);
		if (this.settings.onlyChanges && this.told.get(statisticId)?.value === value) return false;
		this.told.set(statisticId, { value, at: now });
		return true;
	}

	/** When the next update may pass. */
	private free(statisticId: string): number {
		const { at } = this.told.get(statisticId) ?? {};
		return at === undefined ? 0 : at + this.settings.throttle;
	}
}

const digestOf = ({ value }: StatisticUpdate): string =>
	createHash('sha256')
		.update(JSON.stringify(value) ?? '')
		.digest('base64')
		.slice(0, 22);

const isTold = (entry: [string, unknown]): entry is [string, Told] => {
	const [, told] = entry;
	return isObject(told) && typeof told.value === 'string' && Number.isFinite(told.at ?? 0);
};
