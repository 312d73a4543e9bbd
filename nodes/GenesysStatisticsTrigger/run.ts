import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { statistics } from '../shared/apis/engage';
import { watchedStatistics } from '../shared/statistics/watchedStatistics';
import { pause } from '../shared/transport/pause';
import { openCometdTrigger } from '../shared/triggers/cometd';
import { settingsOf } from '../shared/triggers/settings';
import { settings } from './properties';
import { outputOf, serviceStateItem, UpdateFilter, type StatisticUpdate } from './updates';
import { SERVICE, StatisticsWatch, UNAVAILABLE, UPDATES } from './watch';

/** Watches the statistics of the node until n8n closes it. */
export async function watchStatistics(context: ITriggerFunctions): Promise<ITriggerResponse> {
	const { output, options, ...values } = settingsOf(context, settings);
	const watched = watchedStatistics(values);
	const filter = new UpdateFilter({
		onlyChanges: options.onlyChanges ?? false,
		throttle: (options.throttle ?? 0) * 1000,
	});
	const session = {
		paths: { endpoint: '/notifications', split: true },
		channels: [UPDATES, SERVICE],
	};
	return await openCometdTrigger(context, statistics, session, ({ send, emit, fail, closed }) => {
		let waiting = false;

		function pass(updates: StatisticUpdate[]): void {
			emit(updates.length > 0 ? outputOf(updates, watched, output === 'batch') : []);
		}

		/** Passes on what the throttle held back, when its time has come. */
		async function passHeld(): Promise<void> {
			if (waiting) return;
			waiting = true;
			for (let due = filter.nextDue(); due !== undefined && !closed(); due = filter.nextDue()) {
				await pause(due - Date.now(), closed);
				pass(filter.due(Date.now()));
			}
			waiting = false;
		}

		return new StatisticsWatch({
			send,
			statistics: watched,
			initialValues: options.initialValues ?? true,
			logger: context.logger,
			onFailure: fail,
			onServiceState: (state) => {
				if (!options.serviceState) return;
				// What was told before an outage is stale: the values after it are news, also when they are the same.
				if (state === UNAVAILABLE) filter.forget();
				emit([serviceStateItem(state, Date.now())]);
			},
			onUpdates: (updates) => {
				pass(filter.take(updates, Date.now()));
				void passHeld();
			},
		});
	});
}
