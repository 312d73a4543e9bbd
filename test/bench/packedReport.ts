import type { Results } from './results';
import { median } from './stats';
import { table } from './table';
import { renderMeasured } from './wording';

type Recorded = Required<Results>;

const kilobytes = (bytes: number, digits = 1) => (bytes / 1000).toFixed(digits);

export const renderLoading = ({ measured, rounds, milliseconds }: Recorded['loading']) =>
	renderMeasured(
		measured,
		`A process that has loaded n8n-workflow needs ${median(milliseconds).toFixed(0)} ms ` +
			`(${Math.min(...milliseconds).toFixed(0)} to ${Math.max(...milliseconds).toFixed(0)}) more to load all nodes and credentials: ` +
			`the median of ${rounds} processes, after one that read the files from the disk.`,
	);

export const renderSize = ({ measured, bytes }: Recorded['size']) =>
	`The packed package has ${kilobytes(bytes, 0)} kB (counted on ${measured.date}).`;

export function renderEditor({ measured, nodes }: Recorded['editor']): string {
	const rows = nodes.map(({ name, operations, bytes }) => [
		name.replace(/^Genesys /, ''),
		operations ? String(operations) : '',
		kilobytes(bytes),
		operations ? kilobytes(bytes / operations, 2) : '',
	]);
	const all = nodes.reduce((sum, { bytes }) => sum + bytes, 0);
	rows.push(['All', '', kilobytes(all), '']);
	return [
		`Descriptions as JSON, counted on ${measured.date}:`,
		table(['Node', 'Operations', 'kB', 'per operation'], rows),
	].join('\n\n');
}
