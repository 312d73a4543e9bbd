import { QUEUE_ROWS, type QueueSample } from './queue';
import type { Results } from './results';
import { median } from './stats';
import { table } from './table';
import { renderMeasured, times } from './wording';

type Row = QueueSample['row'];

/** Executions per second of each measured round. */
const ratesOf = (samples: QueueSample[], row: Row, workers: number) =>
	samples
		.filter((one) => one.row === row && one.workers === workers && one.round > 0)
		.sort((one, other) => one.round - other.round)
		.map(({ executions, milliseconds }) => (executions * 1000) / milliseconds);

/** How many times as fast two workers are as one: the median of the ratios of the single rounds. */
export function workersRatio(samples: QueueSample[], row: Row): number {
	const single = ratesOf(samples, row, 1);
	return median(ratesOf(samples, row, 2).map((rate, round) => rate / single[round]));
}

export function renderWorkers({ measured, rounds, samples }: Required<Results>['workers']): string {
	const rows = (Object.keys(QUEUE_ROWS) as Row[]).map((row) => [
		QUEUE_ROWS[row],
		...[1, 2].map((workers) => median(ratesOf(samples, row, workers)).toFixed(1)),
		times(workersRatio(samples, row)),
	]);
	const [{ executions }] = samples;
	const how =
		`${executions} executions a run, from the start of the first to the end of the last. Main process, two webhook processes, ` +
		`PostgreSQL and Redis are on the same machine. Rounds: ${rounds}, after one to warm up; medians.`;
	return [
		renderMeasured(measured, how),
		table(['Each execution is', 'One worker', 'Two workers', 'Ratio'], rows),
	].join('\n\n');
}
