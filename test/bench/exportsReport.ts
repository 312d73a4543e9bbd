import type { ExportsResults } from './exports';
import { KINDS, OPERATIONS, type DeleteSample } from './exportsDeletes';
import { DOWNLOADERS, SIZES, type Downloader, type TransferSample } from './exportsTransfers';
import type { Results } from './report';
import { median } from './stats';
import { table } from './table';

const MIB = 1024 * 1024;
/** Smaller files say nothing of speed. */
const SPEED_SIZES = ['256 MiB', '1 GiB'];
const DOWNLOADER_KEYS = Object.keys(DOWNLOADERS) as Downloader[];

/** The tables as markdown. */
export function renderExports(
	results: ExportsResults,
	{ date, cores, memoryGib }: Pick<Results, 'date' | 'cores' | 'memoryGib'>,
): string {
	const { versions, rounds, load } = results;
	return [
		`Measured on ${date} with n8n ${versions.n8n} under Node ${versions.node}, on ${cores} cores with ` +
			`${memoryGib} GiB of memory; rounds: ${rounds}, after one to warm up. Each figure is the median of the ` +
			`rounds, with the lowest and the highest. Load of the machine before the start: ${load.toFixed(1)}.`,
		'### Download of a file\n\nMiB per second. The ratio compares with curl in the same round; above 1 is faster.',
		speedTable(results.transfers),
		"### Memory for a download\n\nMiB that n8n's process needs at its peak, beyond what it had before the execution; here with the " +
			'round to warm up, in which a process grows most.',
		memoryTable(results.transfers),
		'### Deleting 1,000 items',
		deleteTable(results.deletes),
	].join('\n\n');
}

/** @param firstRound 1 leaves out the warm-up */
function of(
	transfers: TransferSample[],
	downloader: Downloader,
	size: string,
	firstRound = 1,
): TransferSample[] {
	return transfers
		.filter((sample) => sample.downloader === downloader && sample.size === size)
		.filter(({ round }) => round >= firstRound);
}

const rateOf = ({ bytes, milliseconds }: TransferSample) => bytes / MIB / (milliseconds / 1_000);

/** The median of the rounds, with the lowest and the highest. */
function spread(values: number[]): string {
	const [middle, lowest, highest] = [median(values), Math.min(...values), Math.max(...values)];
	// Not -0.
	const text = (value: number) => String(Math.round(value) || 0);
	return `${text(middle)} (${text(lowest)} to ${text(highest)})`;
}

function speedTable(transfers: TransferSample[]): string {
	const header = ['', ...SPEED_SIZES.flatMap((size) => [size, 'Ratio'])];
	const rows = DOWNLOADER_KEYS.map((downloader) => [
		DOWNLOADERS[downloader],
		...SPEED_SIZES.flatMap((size) => {
			const rates = of(transfers, downloader, size).map(rateOf);
			const peers = of(transfers, 'curl', size).map(rateOf);
			const ratios = rates.map((rate, index) => rate / peers[index]);
			return [spread(rates), `${median(ratios).toFixed(2)}x`];
		}),
	]);
	return table(header, rows);
}

function memoryTable(transfers: TransferSample[]): string {
	const header = ['', ...SIZES.map(({ label }) => label)];
	const rows = DOWNLOADER_KEYS.filter((downloader) => downloader !== 'curl').map((downloader) => [
		DOWNLOADERS[downloader],
		...SIZES.map(({ label }) =>
			spread(of(transfers, downloader, label, 0).map(({ extraMemory = NaN }) => extraMemory)),
		),
	]);
	return table(header, rows);
}

function deleteTable(deletes: DeleteSample[]): string {
	const operations = Object.entries(OPERATIONS);
	const header = ['', ...operations.flatMap(([, label]) => [`${label}: requests`, 'ms'])];
	const rows = Object.entries(KINDS).map(([kind, { label }]) => [
		label,
		...operations.flatMap(([operation]) => {
			const samples = deletes
				.filter((sample) => sample.kind === kind && sample.operation === operation)
				.filter(({ round }) => round > 0);
			const requests = [...new Set(samples.map((sample) => sample.requests))].join(' or ');
			return [requests, spread(samples.map(({ milliseconds }) => milliseconds))];
		}),
	]);
	return table(header, rows);
}
