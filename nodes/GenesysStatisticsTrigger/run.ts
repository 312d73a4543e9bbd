import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { statistics } from '../shared/apis/engage';
import { watchedStatistics } from '../shared/statistics/watchedStatistics';
import { pause } from '../shared/transport/pause';
import { openCometdTrigger } from '../shared/triggers/cometd';
import { settingsOf } from '../shared/triggers/settings';
import { UpdateFilter } from './filter';
import { settings } from './properties';
import { outputOf, serviceStateItem, type StatisticUpdate } from './updates';
import { SERVICE, StatisticsWatch, UNAVAILABLE, UPDATES } from './watch';

/** Watches the statistics of the node until n8n closes it. */
export async function watchStatistics(context: ITriggerFunctions): Promise<ITriggerResponse> {
	const { output, options, ...values } = settingsOf(context, settings);
	const { catchUp = true, serviceState = false } = options;
	const watched = watchedStatistics(values);
	const ids = watched.map(({ statisticId }) => statisticId);
	const session = {
		paths: { endpoint: '/notifications', split: true },
		channels: [UPDATES, SERVICE],
		subject: watched,
	};
	return await openCometdTrigger(
		context,
		statistics,
		session,
		({ send, kept, emit, fail, closed }) => {
			let waiting = false;
			if (!catchUp) delete kept.told;
			const filter = new UpdateFilter(
				{
					initialValues: options.initialValues ?? true,
					catchUp,
					onlyChanges: options.onlyChanges ?? false,
					throttle: (options.throttle ?? 0) * 1000,
				},
				kept.told,
			);

			/** What was passed on last is saved with what is emitted after it. */
			function remember(): void {
				if (catchUp && !closed()) kept.told = filter.known(ids);
			}

			function pass(updates: StatisticUpdate[]): void {
				if (updates.length === 0) return;
				remember();
				emit(outputOf(updates, watched, output === 'batch'));
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
				former: Array.isArray(kept.subscriptions) ? kept.subscriptions.map(String) : [],
				onOpening: (subscriptions) => {
					// n8n may have started another one meanwhile.
					if (!closed()) kept.subscriptions = subscriptions;
				},
				logger: context.logger,
				onFailure: fail,
				onServiceState: (state) => {
					if (!serviceState) return;
					// What was told before an outage is stale: the values after it are news, also when they are the same.
					if (state === UNAVAILABLE) filter.forget();
					remember();
					emit([serviceStateItem(state, Date.now())]);
				},
				onValues: (current) => {
					const news = filter.begin(current, Date.now());
					remember();
					pass(news);
					void passHeld();
				},
				onUpdates: (updates) => {
					pass(filter.take(updates, Date.now()));
					void passHeld();
				},
			});
		},
	);
}
