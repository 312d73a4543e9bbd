import type { IDataObject } from 'n8n-workflow';
import { nameOf, type WatchedStatistic } from '../shared/statistics/watchedStatistics';

/** A value of a statistic, as an update or the answer to a subscription brings it. */
export interface StatisticUpdate extends IDataObject {
	subscriptionId?: string;
	statisticId: string;
	value?: IDataObject;
	/** Epoch milliseconds. */
	timestamp?: number;
}

/**
 * The updates in a message of the channel `/statistics/v3/updates`: `{ name, topic, data: { statistics: […] } }`, or what
 * is in `data` alone.
 */
export function updatesIn(message: unknown): StatisticUpdate[] {
	const { data, statistics } = (message ?? {}) as { data?: unknown; statistics?: unknown };
	if (Array.isArray(statistics)) return statistics.filter(isUpdate);
	return data === undefined ? [] : updatesIn(data);
}

/** The state in a message of the channel `/statistics/v3/service`, with or without its envelope. */
export function serviceStateIn(message: unknown): string | undefined {
	const { data, serviceState } = (message ?? {}) as { data?: unknown; serviceState?: unknown };
	if (typeof serviceState === 'string') return serviceState;
	return data === undefined ? undefined : serviceStateIn(data);
}

function isUpdate(value: unknown): value is StatisticUpdate {
	return typeof (value as StatisticUpdate | null)?.statisticId === 'string';
}

/** What the user wants to see of the updates. */
export interface UpdateSettings {
	/** Leave out an update whose value is the one that was passed on last. */
	onlyChanges: boolean;
	/** Milliseconds in which a statistic is passed on once at most, with its latest value; 0 for every update. */
	throttle: number;
}

/**
 * Decides which updates are passed on, and when. An update that repeats the last one of its statistic, value and time, is
 * always left out: the answer to a re-opened subscription brings the current values again.
 */
export class UpdateFilter {
	/** The last update of each statistic, passed on or not. */
	private readonly last = new Map<string, StatisticUpdate>();
	private readonly passed = new Map<string, { update: StatisticUpdate; at: number }>();
	private readonly held = new Map<string, StatisticUpdate>();

	constructor(private readonly settings: UpdateSettings) {}

	/** The updates to be passed on now; others of them are held back for `due`. */
	take(updates: StatisticUpdate[], now: number): StatisticUpdate[] {
		return updates.filter((update) => {
			const { statisticId, timestamp } = update;
			const before = this.last.get(statisticId);
			if (before?.timestamp === timestamp && sameValue(before, update)) return false;
			this.last.set(statisticId, update);
			if (now >= this.free(statisticId)) return this.pass(update, now);
			this.held.set(statisticId, update);
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

	/** Begins anew: nothing was passed on, and nothing is held back. */
	forget(): void {
		for (const updates of [this.last, this.passed, this.held]) updates.clear();
	}

	private pass(update: StatisticUpdate, now: number): boolean {
		const { statisticId } = update;
		this.held.delete(statisticId);
		const before = this.passed.get(statisticId)?.update;
		if (this.settings.onlyChanges && sameValue(before, update)) return false;
		this.passed.set(statisticId, { update, at: now });
		return true;
	}

	private free(statisticId: string): number {
		const passed = this.passed.get(statisticId);
		return passed === undefined ? 0 : passed.at + this.settings.throttle;
	}
}

function sameValue(before: StatisticUpdate | undefined, update: StatisticUpdate): boolean {
	return before !== undefined && JSON.stringify(before.value) === JSON.stringify(update.value);
}

/**
 * The JSON of the item for a `ServiceStateChange`, which names its event: an update has none.
 *
 * @param timestamp epoch milliseconds; Genesys says none
 */
export const serviceStateItem = (serviceState: string, timestamp: number): IDataObject => ({
	event: 'ServiceStateChange',
	serviceState,
	timestamp,
});

/** The JSON of the output items: one per update, or one with all of them. Each says which object it is about. */
export function outputOf(
	updates: StatisticUpdate[],
	watched: WatchedStatistic[],
	perBatch: boolean,
): IDataObject[] {
	const names = nameOf(watched);
	const rows = updates.map((update) => ({ ...names(update.statisticId), ...update }));
	return perBatch ? [{ statistics: rows }] : rows;
}
