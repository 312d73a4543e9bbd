import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';
import { SessionFailure } from '../shared/cometd/failure';
import { BayeuxSession } from '../shared/cometd/session';
import { requestDefaults } from '../shared/descriptions/common';
import { watchedStatistics, type WatchedStatisticsValues } from '../shared/descriptions/statistics';
import { openClient } from '../shared/transport/client';
import { statistics } from '../shared/transport/engage';
import { pause } from '../shared/transport/pause';
import { outputOf, UpdateFilter, type StatisticUpdate } from './updates';
import { SERVICE, StatisticsWatch, UPDATES } from './watch';

/** After this time an activation no longer waits for Genesys; the session goes on trying in the background. */
const ACTIVATION_WAIT_MS = 15_000;

/** What the user set, beside the statistics. */
interface Options {
	initialValues?: boolean;
	onlyChanges?: boolean;
	/** Seconds. */
	throttle?: number;
}

/**
 * Watches the statistics of the node until n8n closes it. A session that cannot be kept open is reported to n8n, which
 * starts the trigger again: a workflow is never active without being told of updates.
 */
export async function watchStatistics(context: ITriggerFunctions): Promise<ITriggerResponse> {
	const watched = watchedStatistics({
		statisticsMode: context.getNodeParameter('statisticsMode', 'form'),
		statistics: context.getNodeParameter('statistics', {}),
		statisticsJson: context.getNodeParameter('statisticsJson', '[]'),
	} as WatchedStatisticsValues);
	const perBatch = context.getNodeParameter('output', 'update') === 'batch';
	const options = context.getNodeParameter('options', {}) as Options;
	const send = await openClient(context, statistics, { ...requestDefaults, maxRetries: 0 });
	const filter = new UpdateFilter({
		onlyChanges: options.onlyChanges ?? false,
		throttle: (options.throttle ?? 0) * 1000,
	});
	let opened = false;
	let started = false;
	let closed = false;
	let waiting = false;

	function pass(updates: StatisticUpdate[]): void {
		if (closed || updates.length === 0) return;
		const rows = outputOf(updates, watched, perBatch);
		context.emit([rows.map((json) => ({ json }))]);
	}

	/** Passes on what the throttle held back, when its time has come. */
	async function passHeld(): Promise<void> {
		if (waiting) return;
		waiting = true;
		for (let due = filter.nextDue(); due !== undefined && !closed; due = filter.nextDue()) {
			await pause(due - Date.now(), () => closed);
			pass(filter.due(Date.now()));
		}
		waiting = false;
	}

	function fail(error: Error): void {
		if (closed) return;
		context.emitError(new NodeOperationError(context.getNode(), error));
		// n8n does not close a manual test that failed.
		void close();
	}

	const watch = new StatisticsWatch({
		send,
		statistics: watched,
		initialValues: options.initialValues ?? true,
		logger: context.logger,
		onFailure: fail,
		onUpdates: (updates) => {
			pass(filter.take(updates, Date.now()));
			void passHeld();
		},
	});
	const session = new BayeuxSession({
		send,
		paths: { endpoint: '/notifications', split: true },
		channels: [UPDATES, SERVICE],
		onOpen: async (opening) => {
			try {
				await watch.open(opening);
				opened = true;
			} catch (error) {
				throw isHopeless(error) ? SessionFailure.fatal(error) : SessionFailure.from(error);
			}
		},
		onMessage: (channel, message) => watch.receive(channel, message),
		logger: context.logger,
	});

	/** Both at once: n8n does not wait for long when it is being stopped. */
	async function close(): Promise<void> {
		closed = true;
		await Promise.all([session.stop(), watch.close()]);
	}

	/** Waits a while for the subscription, so that what cannot work fails now and not after the workflow is active. */
	async function start(): Promise<void> {
		const running = session.run();
		running.catch((error: Error) => started && fail(error));
		await Promise.race([running, pause(ACTIVATION_WAIT_MS, () => opened || closed)]);
		started = true;
	}

	if (context.getMode() !== 'manual') await start();
	return {
		manualTriggerFunction: start,
		closeFunction: close,
	};
}

/** Genesys does not accept the statistics: trying again would change nothing. */
function isHopeless(error: unknown): error is Error {
	return error instanceof UserError || (error instanceof NodeApiError && error.httpCode === '400');
}
