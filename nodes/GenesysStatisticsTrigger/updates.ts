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
