import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';

import { REPOSITORY } from '../../tools/n8n';
import type { DeleteSample } from './deletes';
import type { EditorRow, Packed } from './packed';
import type { QueueSample } from './queue';
import type { StatisticsResults } from './statistics';
import type { Sample } from './stats';
import type { TransferSample } from './transfers';

/** When and where a figure was measured. */
export interface Circumstances {
	/** YYYY-MM-DD */
	date: string;
	cores: number;
	memoryGib: number;
	/** What else the machine did: its load over the last minute before the start. */
	load: number;
	/** The Node that the measured code ran under. */
	node: string;
	/** Its version, for what was measured in it. */
	n8n?: string;
}

type Measured<T> = T & { measured: Circumstances };
type Rounds<T> = Measured<T & { rounds: number }>;

/** What was measured; what was not is left out. */
export interface Results {
	create?: Rounds<{ items: number; samples: Sample[] }>;
	limit?: Rounds<{ items: number; samples: Sample[] }>;
	webhooks?: Rounds<{ deliveries: number; remembered: number; samples: Sample[] }>;
	downloads?: Rounds<{ samples: TransferSample[] }>;
	uploads?: Rounds<{ samples: TransferSample[] }>;
	loading?: Rounds<{ milliseconds: number[] }>;
	size?: Measured<Packed>;
	editor?: Measured<{ nodes: EditorRow[] }>;
	concurrency?: Rounds<{ items: number; samples: Sample[] }>;
	memory?: Rounds<{ samples: TransferSample[] }>;
	deletes?: Rounds<{ samples: DeleteSample[] }>;
	workers?: Rounds<{ samples: QueueSample[] }>;
	statistics?: Measured<StatisticsResults>;
}

/** The results that docs/performance.md shows. */
export const RECORDED = join(REPOSITORY, 'test', 'bench', 'results.json');

/** Of this machine, now. */
export function machine(): Omit<Circumstances, 'node' | 'n8n'> {
	const date = new Date().toISOString().slice(0, 10);
	const memoryGib = Math.round(totalmem() / 2 ** 30);
	return { date, cores: cpus().length, memoryGib, load: Math.round(loadavg()[0] * 10) / 10 };
}

export async function readResults(path: string): Promise<Results> {
	return JSON.parse(await readFile(path, 'utf8')) as Results;
}

/** Puts results in the place of the recorded ones of the same figures. @returns all that is recorded now */
export async function record(results: Results): Promise<Results> {
	const all = { ...(await readResults(RECORDED)), ...results };
	await writeFile(RECORDED, textOf(all));
	return all;
}

/** JSON with a line for each sample, so that a change can be read. */
export const textOf = (results: Results) => `${indented(results, '')}\n`;

function indented(value: unknown, indent: string): string {
	const flat = JSON.stringify(value);
	if (typeof value !== 'object' || value === null || !/[[{]/.test(flat.slice(1))) return flat;
	const deeper = `${indent}\t`;
	const entries = Array.isArray(value)
		? value.map((entry) => `${deeper}${indented(entry, deeper)}`)
		: Object.entries(value)
				.filter(([, entry]) => entry !== undefined)
				.map(([key, entry]) => `${deeper}${JSON.stringify(key)}: ${indented(entry, deeper)}`);
	const [open, close] = Array.isArray(value) ? '[]' : '{}';
	return `${open}\n${entries.join(',\n')}\n${indent}${close}`;
}
