import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { ExportApi } from '../../../shared/apis/exports';
import type { Context } from '../../../shared/engine/operation';
import { latestRun } from '../../../shared/exports/history';
import { outcomeOf, type StatusMeaning } from '../../../shared/exports/status';
import { recordRequest } from '../../things';

const FIRST_INTERVAL_MS = 1000;
const GROWTH = 1.5;

/** A wait of an hour does not end at one request that fails. */
const MOST_FAILURES = 4;

/** How long, and how often, a job is looked at. */
export interface Patience extends StatusMeaning {
	/** Milliseconds until it is given up. */
	limit: number;
	/** Milliseconds between two looks, at most. */
	longestInterval: number;
}

/**
 * Waits until the job has run, looking at its progress at growing intervals.
 *
 * @returns the history record of the finished run
 * @throws UserError when the run failed, was cancelled, or is not finished in time
 */
export async function waitForJob(
	job: IDataObject,
	{ send, api, wait, progress: tell }: Context<ExportApi>,
	patience: Patience,
): Promise<IDataObject> {
	const name = `Export "${String(job.title)}" (job ${String(job.id)})`;
	const until = Date.now() + patience.limit;
	let interval = FIRST_INTERVAL_MS;
	let run: IDataObject | undefined;
	let failures = 0;
	for (;;) {
		const { progress = 0, status = 'not started' } = await look();
		const outcome = run ? outcomeOf({ progress, status }, patience) : 'running';
		tell(`${name}: ${String(status)}, ${Number(progress)} %`);
		if (run && outcome === 'done') return await recordOf(run);
		if (outcome === 'failed' || outcome === 'cancelled') {
			throw new UserError(
				`${name} ${outcome === 'failed' ? 'failed' : 'was cancelled in Genesys'}`,
				{
					description: `Genesys reports "${String(status)}" at ${Number(progress)} %. History record: ${String(run?.id)}.`,
				},
			);
		}
		const left = until - Date.now();
		if (left <= 0) {
			throw new UserError(`${name} is not finished after ${patience.limit / 60_000} minutes`, {
				description: `It goes on in Genesys (status "${String(status)}", ${Number(progress)} %). Raise Wait at Most, or look at it later by Export History > Get Many.`,
			});
		}
		await wait(Math.min(interval, left, patience.longestInterval));
		interval *= GROWTH;
	}

	async function look(): Promise<IDataObject> {
		try {
			run ??= await latestRun(send, job, api);
			const seen = run ? await progressOf(run) : {};
			failures = 0;
			return seen;
		} catch (error) {
			// Ends a wait that was cancelled.
			await wait(0);
			if (++failures > MOST_FAILURES) return Promise.reject(error);
			return { status: 'unknown' };
		}
	}

	async function progressOf({ id }: IDataObject): Promise<IDataObject> {
		return (await send(recordRequest(String(id), '/progress'))).thing();
	}

	async function recordOf({ id }: IDataObject): Promise<IDataObject> {
		return (await send(recordRequest(String(id)))).thing();
	}
}
