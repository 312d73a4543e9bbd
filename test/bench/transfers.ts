import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

import type { SavedWorkflow, WorkflowNode } from '../../tools/n8n';
import { node, saveChain } from '../e2e/support/workflows';
import { ended } from './create';
import type { ExportsBench } from './files';
import { watchMemory } from './processMemory';

const KIB = 1024;
export const MIB = 1024 * KIB;

/** Sizes of files, with the names that the tables give them. */
export const SIZES = {
	'1 KiB': KIB,
	'16 MiB': 16 * MIB,
	'256 MiB': 256 * MIB,
	'1 GiB': 1024 * MIB,
} as const;
export type Size = keyof typeof SIZES;

/** The size that speed is measured with. */
export const SPEED_SIZE: Size = '256 MiB';

/** Who moves a file; ours is what the others are compared with. */
export type Mover = 'curl' | 'node' | 'http';

/** One download or upload. */
export interface TransferSample {
	mover: Mover;
	size: Size;
	/** 0 is the warm-up round, which no median takes in. */
	round: number;
	milliseconds: number;
	/** MiB that n8n's process needed beyond what it had before; not for curl. */
	extraMemory?: number;
}

export type Moved = Pick<TransferSample, 'milliseconds' | 'extraMemory'>;

/** What moves a file of a size once, and checks that all of it arrived as it was. */
export type Move = (size: Size) => Promise<Moved>;

/** Lets all move files of all sizes in turn, round after round; every other round goes backwards. */
export async function takeTurns(
	{ rounds, signal, log }: Pick<ExportsBench, 'rounds' | 'signal' | 'log'>,
	what: string,
	sizes: Size[],
	movers: Partial<Record<Mover, Move>>,
): Promise<TransferSample[]> {
	const samples: TransferSample[] = [];
	const cases = sizes.flatMap((size) =>
		Object.entries(movers).map(([mover, move]) => ({ size, mover: mover as Mover, move })),
	);
	for (let round = 0; round <= rounds; round++) {
		for (const { size, mover, move } of round % 2 === 0 ? cases : [...cases].reverse()) {
			signal.throwIfAborted();
			const moved = await move(size);
			samples.push({ mover, size, round, ...moved });
			const rate = (SIZES[size] / MIB / (moved.milliseconds / 1000)).toFixed(0);
			log(`round ${round}, ${what} by ${mover}, ${size}: ${rate} MiB/s`);
		}
	}
	return samples;
}

export const fileOf = (size: Size) => `bench_${SIZES[size]}.zip`;

export const downloadByHttpRequest = (): WorkflowNode =>
	node(
		'Download',
		'n8n-nodes-base.httpRequest',
		{
			url: '={{ $json.link }}',
			options: { response: { response: { responseFormat: 'file', outputPropertyName: 'data' } } },
		},
		{ typeVersion: 4.5 },
	);

/** Downloads of files of these sizes; `memory` asks how much n8n needs for them, and leaves curl out. */
export async function measureDownloads(
	bench: ExportsBench,
	folder: string,
	sizes: Size[],
	memory = false,
): Promise<TransferSample[]> {
	const sums = new Map<Size, string>();
	for (const size of sizes) {
		sums.set(size, await bench.exports.addFile(fileOf(size), SIZES[size]));
	}
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
		{ credential: bench.credential },
	);
	const save = async (one: WorkflowNode) =>
		await saveChain(bench.rest, 'Download', [start(), one], [{}]);
	const [ours, peer] = [await save(download), await save(downloadByHttpRequest())];
	const byN8n =
		(workflow: SavedWorkflow): Move =>
		async (size) =>
			await downloadByN8n(bench, workflow, size, sums);
	const byCurl: Move = async (size) => await downloadByCurl(bench, folder, size, sums);
	return await takeTurns(bench, memory ? 'memory of a download' : 'download', sizes, {
		...(memory ? {} : { curl: byCurl }),
		node: byN8n(ours),
		http: byN8n(peer),
	});
}

/** @throws when the file is not what the server has */
async function verify(path: string, size: Size, sums: Map<Size, string>): Promise<void> {
	const { size: bytes } = await stat(path);
	const hash = createHash('sha256');
	await pipeline(createReadStream(path), hash);
	const sum = hash.digest('hex');
	if (bytes !== SIZES[size] || sum !== sums.get(size)) {
		throw new Error(`${path} has ${bytes} of ${SIZES[size]} bytes and the checksum ${sum}`);
	}
	await rm(path);
}

/** @returns the milliseconds that curl needed */
export async function curl(args: string[], signal: AbortSignal): Promise<Moved> {
	const { stdout } = await promisify(execFile)(
		'curl',
		['--noproxy', '*', '-sS', '--fail', ...args, '-w', '%{time_total}'],
		{ signal },
	);
	return { milliseconds: Number(stdout) * 1000 };
}

async function downloadByCurl(
	{ exports, signal }: ExportsBench,
	folder: string,
	size: Size,
	sums: Map<Size, string>,
): Promise<Moved> {
	const path = join(folder, 'curl.zip');
	const moved = await curl(['-o', path, await exports.link(fileOf(size))], signal);
	await verify(path, size, sums);
	return moved;
}

async function downloadByN8n(
	{ rest, exports, signal, pid, storage }: ExportsBench,
	workflow: SavedWorkflow,
	size: Size,
	sums: Map<Size, string>,
): Promise<Moved> {
	// A link is good for some minutes only.
	const json = { name: fileOf(size), link: await exports.link(fileOf(size)) };
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
	await verify(join(storage, binary.data.id.replace(/^[^:]+:/, '')), size, sums);
	return { milliseconds: run.executionTime, extraMemory };
}
