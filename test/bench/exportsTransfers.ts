import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

import type { SavedWorkflow } from '../../tools/n8n';
import { node, saveChain } from '../e2e/support/workflows';
import { ended } from './create';
import type { ExportsBench } from './exportsSetup';
import { watchMemory } from './processMemory';

const KIB = 1024;
const MIB = 1024 * KIB;

/** Sizes of the files, with the names that the tables give them. */
export const SIZES = [
	{ label: '1 KiB', bytes: KIB },
	{ label: '16 MiB', bytes: 16 * MIB },
	{ label: '256 MiB', bytes: 256 * MIB },
	{ label: '1 GiB', bytes: 1024 * MIB },
] as const;

/** Who downloads, in the order of the tables; the first is what the others are compared with. */
export const DOWNLOADERS = {
	curl: 'curl, from the link to a file',
	node: 'User Data Management, File > Download',
	http: 'HTTP Request, from the link',
} as const;

export type Downloader = keyof typeof DOWNLOADERS;

/** One download. */
export interface TransferSample {
	downloader: Downloader;
	/** Label of SIZES. */
	size: string;
	bytes: number;
	/** 0 is the warm-up round, which no median takes in. */
	round: number;
	milliseconds: number;
	/** MiB that n8n's process needed beyond what it had before; not for curl. */
	extraMemory?: number;
}

type Measured = Pick<TransferSample, 'milliseconds' | 'extraMemory'>;

/** Measures all downloads in turn, round after round; every other round goes backwards. */
export async function measureTransfers(
	bench: ExportsBench,
	folder: string,
): Promise<TransferSample[]> {
	const samples: TransferSample[] = [];
	const workflows = await saveWorkflows(bench);
	const sums = new Map<string, string>();
	for (const { bytes } of SIZES) {
		sums.set(fileOf(bytes), await bench.exports.addFile(fileOf(bytes), bytes));
	}
	const cases = SIZES.flatMap(({ label, bytes }) =>
		(Object.keys(DOWNLOADERS) as Downloader[]).map((downloader) => ({ label, bytes, downloader })),
	);
	for (let round = 0; round <= bench.rounds; round++) {
		for (const { label, bytes, downloader } of round % 2 === 0 ? cases : [...cases].reverse()) {
			bench.signal.throwIfAborted();
			const measured =
				downloader === 'curl'
					? await byCurl(bench, folder, bytes, sums)
					: await byN8n(bench, workflows[downloader], bytes, sums);
			samples.push({ downloader, size: label, bytes, round, ...measured });
			const { milliseconds, extraMemory } = measured;
			const rate = (bytes / MIB / (milliseconds / 1000)).toFixed(0);
			const memory = extraMemory === undefined ? '' : `, ${extraMemory.toFixed(0)} MiB more memory`;
			bench.log(`round ${round}, ${DOWNLOADERS[downloader]}, ${label}: ${rate} MiB/s${memory}`);
		}
	}
	return samples;
}

const fileOf = (bytes: number) => `bench_${bytes}.zip`;

async function saveWorkflows({ rest, credential }: ExportsBench) {
	const start = () => node('Start', 'n8n-nodes-base.manualTrigger');
	const download = node(
		'Download',
		'n8n-nodes-genesys.genesysUserDataManagement',
		{
			...{ api: 'udm10', authentication: 'token', resource: 'file', operation: 'download' },
			file: { __rl: true, mode: 'id', value: '={{ $json.name }}' },
			outputField: 'data',
			options: {},
		},
		{ credential },
	);
	const request = node(
		'Download',
		'n8n-nodes-base.httpRequest',
		{
			url: '={{ $json.link }}',
			options: { response: { response: { responseFormat: 'file', outputPropertyName: 'data' } } },
		},
		{ typeVersion: 4.5 },
	);
	// Pinned items are put in before each run: a link is good for some minutes only.
	return {
		node: await saveChain(rest, 'Download', [start(), download], [{}]),
		http: await saveChain(rest, 'HTTP Request', [start(), request], [{}]),
	};
}

/** @throws when the file is not what the server has */
async function verify(path: string, bytes: number, sums: Map<string, string>): Promise<void> {
	const { size } = await stat(path);
	const hash = createHash('sha256');
	await pipeline(createReadStream(path), hash);
	const sum = hash.digest('hex');
	if (size !== bytes || sum !== sums.get(fileOf(bytes))) {
		throw new Error(`${path} has ${size} of ${bytes} bytes and the checksum ${sum}`);
	}
	await rm(path);
}

async function byCurl(
	{ exports, signal }: ExportsBench,
	folder: string,
	bytes: number,
	sums: Map<string, string>,
): Promise<Measured> {
	const path = join(folder, 'curl.zip');
	const link = await exports.link(fileOf(bytes));
	const { stdout } = await promisify(execFile)(
		'curl',
		['--noproxy', '*', '-sS', '--fail', '-o', path, '-w', '%{time_total}', link],
		{ signal },
	);
	await verify(path, bytes, sums);
	return { milliseconds: Number(stdout) * 1000 };
}

async function byN8n(
	{ rest, exports, signal, pid, storage }: ExportsBench,
	workflow: SavedWorkflow,
	bytes: number,
	sums: Map<string, string>,
): Promise<Measured> {
	const json = { name: fileOf(bytes), link: await exports.link(fileOf(bytes)) };
	await rest.call('PATCH', `/workflows/${workflow.id}`, { pinData: { Start: [{ json }] } });
	const extra = await watchMemory(pid);
	const id = await rest.runWorkflow(workflow.id, 'Start');
	const { status, data, runData } = await ended(rest, id, signal);
	const extraMemory = await extra();
	const [run] = runData.Download ?? [];
	const binary = run?.data?.main[0]?.[0].binary as Record<string, { id: string }> | undefined;
	if (status !== 'success' || !binary) {
		throw new Error(`The execution ended with ${status}: ${data.resultData.error?.message}`);
	}
	// "filesystem-v2:workflows/..."
	await verify(join(storage, binary.data.id.replace(/^[^:]+:/, '')), bytes, sums);
	return { milliseconds: run.executionTime, extraMemory };
}
