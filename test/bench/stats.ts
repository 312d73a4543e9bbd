import { CREATE_CASES, type CreateCase } from './cases';

/** One timed run. */
export interface Sample {
	/** Which table it belongs to. */
	table: 'create' | 'concurrency' | 'limit' | 'webhooks';
	/** Row of the table: the label of the case. */
	row: string;
	/** Column of the table: the latency of the server, or the settings of n8n. */
	column: string;
	/** 0 is the warm-up round, which no median takes in. */
	round: number;
	/** Items or deliveries. */
	count: number;
	milliseconds: number;
	/** The most requests that the server had in flight at one time. */
	maxInFlight?: number;
	/** Requests that the server refused. */
	refused?: number;
}

/** A rate per second over several rounds. */
export interface Rate {
	median: number;
	lowest: number;
	highest: number;
}

export function median(values: number[]): number {
	if (values.length === 0) throw new Error('There is no median of nothing');
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

type Cell = Pick<Sample, 'table' | 'row' | 'column'>;

/** Rates of the measured rounds by round: without the warm-up. */
function ratesOf(samples: Sample[], cell: Cell): Map<number, number> {
	const { table, row, column } = cell;
	return new Map(
		samples
			.filter((sample) => sample.table === table && sample.row === row)
			.filter((sample) => sample.column === column && sample.round > 0)
			.map(({ round, count, milliseconds }) => [round, (count * 1000) / milliseconds]),
	);
}

/** @throws when the cell was not measured */
export function rateOf(samples: Sample[], cell: Cell): Rate {
	const rates = [...ratesOf(samples, cell).values()];
	return { median: median(rates), lowest: Math.min(...rates), highest: Math.max(...rates) };
}

/** How many times as fast as the other cell: the median of the ratios of the single rounds. */
export function ratioOf(samples: Sample[], cell: Cell, other: Cell): number {
	const others = ratesOf(samples, other);
	const pairs = [...ratesOf(samples, cell)];
	return median(pairs.map(([round, rate]) => rate / (others.get(round) ?? NaN)));
}

/** The most requests in flight in any round. */
export function inFlightOf(samples: Sample[], { table, row, column }: Cell): number {
	const counts = samples
		.filter((sample) => sample.table === table && sample.row === row)
		.filter((sample) => sample.column === column)
		.map(({ maxInFlight = 0 }) => maxInFlight);
	return Math.max(0, ...counts);
}

/** The most requests that the server refused in any round, also in the one to warm up. */
export function refusedOf(
	samples: Sample[],
	{ table, row }: Pick<Sample, 'table' | 'row'>,
): number {
	const runs = samples.filter((sample) => sample.table === table && sample.row === row);
	return Math.max(0, ...runs.map(({ refused = 0 }) => refused));
}

/** Whether it was measured. */
export const hasRow = (samples: Sample[], table: Sample['table'], row: string) =>
	samples.some((sample) => sample.table === table && sample.row === row);

/** The label of the settings with which HTTP Request was fastest at this latency. */
export function fastestPeer(
	samples: Sample[],
	group: CreateCase['group'],
	latency: number,
): string {
	const rate = (row: string) =>
		rateOf(samples, { table: 'create', row, column: `${latency} ms` }).median;
	return CREATE_CASES.filter(({ peer, group: own }) => peer && own === group)
		.map(({ label }) => label)
		.filter((label) => hasRow(samples, 'create', label))
		.reduce((best, next) => (rate(next) > rate(best) ? next : best));
}

/** How many times as long as the least that a server with a limit in fixed windows of time needs: the median. */
export function timesLeast(
	samples: Sample[],
	cell: Cell,
	{ most, windowMs }: { most: number; windowMs: number },
): number {
	const runs = samples.filter(({ table, row }) => table === cell.table && row === cell.row);
	const least = (count: number) => (Math.ceil(count / most) - 1) * windowMs;
	return median(runs.map(({ count, milliseconds }) => milliseconds / least(count)));
}
