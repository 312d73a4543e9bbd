import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { packPackage, REPOSITORY } from '../../tools/n8n';

/** The package as it is published. */
export interface Packed {
	/** Of the tarball. */
	bytes: number;
}

/** A node in the editor. */
export interface EditorRow {
	name: string;
	operations: number;
	/** Of its description as JSON. */
	bytes: number;
}

export async function measureSize(folder: string): Promise<Packed> {
	const { size } = await stat(await packPackage({ folder }));
	return { bytes: size };
}

/** Runs `loadingProcess.cjs` beside the built package. */
async function load(what: 'time' | 'descriptions'): Promise<string> {
	const { stdout } = await promisify(execFile)(
		process.execPath,
		[join(__dirname, 'loadingProcess.cjs'), REPOSITORY, what],
		{ maxBuffer: 64 * 1024 * 1024 },
	);
	return stdout;
}

/** Milliseconds that each of so many processes needs for all nodes and credentials, where n8n-workflow is loaded already. */
export async function measureLoading(
	rounds: number,
	log: (line: string) => void,
): Promise<number[]> {
	const milliseconds: number[] = [];
	for (let round = 0; round <= rounds; round++) {
		const took = Number(await load('time'));
		// The first one may have to read the files from the disk.
		if (round > 0) milliseconds.push(took);
		log(`round ${round}, loading: ${took.toFixed(1)} ms`);
	}
	return milliseconds;
}

/** What the editor loads of each node when it opens, largest first. */
export async function measureEditor(): Promise<EditorRow[]> {
	const rows = JSON.parse(await load('descriptions')) as EditorRow[];
	return rows.sort((a, b) => b.bytes - a.bytes);
}
