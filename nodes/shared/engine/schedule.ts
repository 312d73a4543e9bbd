import { forEachIndex, KeyedQueue, type Room } from '../transport/concurrency';
import type { Operation } from './operation';

/** An item whose operation is known. */
export interface Planned {
	index: number;
	operation: Operation;
}

/** What is carried out at once: items in a row with the same batch operation, or one item. */
export type Job = readonly Planned[];

/**
 * The jobs of a run, in the order of the input.
 *
 * @param batchSize how many items of a batch operation go together; undefined for what the operation says
 */
export function planJobs(items: readonly Planned[], batchSize: number | undefined): Job[] {
	const jobs: Planned[][] = [];
	for (const item of items) {
		const { operation } = item;
		const job = jobs.at(-1);
		const size = operation.kind === 'batch' ? (batchSize ?? operation.batchSize) : 1;
		if (job && job[0].operation === operation && job.length < size) job.push(item);
		else jobs.push([item]);
	}
	return jobs;
}

/**
 * Carries out jobs, as many at once as there is room for, started in order. Of those that have a target in common, each
 * waits for the one before it. Once `stopped()` is true nothing further is started; resolves when all that was has ended.
 *
 * @param prepare reads what the job needs: its targets, and its work, which must not reject
 */
export async function runJobs(
	jobs: readonly Job[],
	room: Room,
	stopped: () => boolean,
	prepare: (job: Job) => { targets: string[]; work: () => Promise<void> },
): Promise<void> {
	const lanes = new KeyedQueue();
	await forEachIndex(jobs.length, room, stopped, async (position) => {
		const { targets, work } = prepare(jobs[position]);
		await lanes.run(targets, async () => {
			// What it waited for may have failed meanwhile.
			if (!stopped()) await work();
		});
	});
}
