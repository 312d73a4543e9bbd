import { KINDS, OPERATIONS, type DeleteSample } from './deletes';
import type { Results } from './results';
import { median } from './stats';
import { table } from './table';
import { MIB, SIZES, SPEED_SIZE, type Mover, type Size, type TransferSample } from './transfers';
import { renderMeasured, roundsOf, times } from './wording';

const DOWNLOADERS: Record<Mover, string> = {
	curl: 'curl, from the link to a file',
	node: 'User Data Management, File > Download',
	http: 'HTTP Request, from the link',
};
const UPLOADERS: Record<Mover, string> = {
	curl: 'curl, from a file to the link',
	node: 'Cloud Conversations, Fax > Send',
	http: 'HTTP Request, to the link',
};

type Recorded = Required<Results>;

export const renderDownloads = ({ measured, rounds, samples }: Recorded['downloads']) =>
	[renderMeasured(measured, speedOf(rounds)), speedTable(samples, DOWNLOADERS)].join('\n\n');

export const renderUploads = ({ measured, rounds, samples }: Recorded['uploads']) =>
	[renderMeasured(measured, speedOf(rounds)), speedTable(samples, UPLOADERS)].join('\n\n');

const speedOf = (rounds: number) =>
	`A file of ${SPEED_SIZE}, MiB per second; ratios of the same round. ${roundsOf(rounds)}`;

/** @param firstRound 1 leaves out the warm-up */
function of(samples: TransferSample[], mover: Mover, size: Size, firstRound = 1) {
	return samples
		.filter((sample) => sample.mover === mover && sample.size === size)
		.filter(({ round }) => round >= firstRound)
		.sort((a, b) => a.round - b.round);
}

const ratesOf = (samples: TransferSample[], mover: Mover) =>
	of(samples, mover, SPEED_SIZE).map(
		({ milliseconds }) => SIZES[SPEED_SIZE] / MIB / (milliseconds / 1000),
	);

/** How many times as fast as the other: the median of the ratios of the single rounds. */
export function speedRatio(samples: TransferSample[], mover: Mover, other: Mover): number {
	const others = ratesOf(samples, other);
	return median(ratesOf(samples, mover).map((rate, index) => rate / others[index]));
}

function speedTable(samples: TransferSample[], labels: Record<Mover, string>): string {
	const rows = Object.entries(labels).map(([mover, label]) => [
		label,
		spread(ratesOf(samples, mover as Mover)),
		times(speedRatio(samples, mover as Mover, 'curl')),
		times(speedRatio(samples, mover as Mover, 'http')),
	]);
	return table(['', SPEED_SIZE, 'To curl', 'To HTTP Request'], rows);
}

export function renderMemory({ measured, rounds, samples }: Recorded['memory']): string {
	const sizes = Object.keys(SIZES) as Size[];
	const rows = (['node', 'http'] as const).map((mover) => [
		DOWNLOADERS[mover],
		...sizes.map((size) =>
			spread(of(samples, mover, size, 0).map(({ extraMemory = NaN }) => extraMemory)),
		),
	]);
	const how =
		"MiB that n8n's process needs at its peak, beyond what it had before the execution. " +
		`${roundsOf(rounds)} The round to warm up is in these figures, since a process grows most in it.`;
	return [renderMeasured(measured, how), table(['', ...sizes], rows)].join('\n\n');
}

export function renderDeletes({ measured, rounds, samples }: Recorded['deletes']): string {
	const operations = Object.entries(OPERATIONS);
	const header = ['', ...operations.flatMap(([, label]) => [`${label}: requests`, 'ms'])];
	const of = (kind: string, operation: string): DeleteSample[] =>
		samples
			.filter((sample) => sample.kind === kind && sample.operation === operation)
			.filter(({ round }) => round > 0);
	const rows = Object.entries(KINDS).map(([kind, { label }]) => [
		label,
		...operations.flatMap(([operation]) => {
			const requests = [...new Set(of(kind, operation).map((sample) => sample.requests))];
			const took = of(kind, operation).map(({ milliseconds }) => milliseconds);
			return [requests.join(' or '), spread(took)];
		}),
	]);
	return [renderMeasured(measured, roundsOf(rounds)), table(header, rows)].join('\n\n');
}

/** The median of the rounds, with the lowest and the highest. */
function spread(values: number[]): string {
	const [middle, lowest, highest] = [median(values), Math.min(...values), Math.max(...values)];
	// Not -0.
	const text = (value: number) => String(Math.round(value) || 0);
	return `${text(middle)} (${text(lowest)} to ${text(highest)})`;
}
