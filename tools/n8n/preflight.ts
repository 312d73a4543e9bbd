import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { explainNpmFailure, npm } from './npm';
import { run } from './processes';

/** The installed host takes 2.5 GB, npm's cache of what it downloads 0.5 GB; the rest is room to build in. */
const NEEDED_GB = 3.5;

async function works(command: string): Promise<boolean> {
	try {
		return (await run(command, ['--version'])).code === 0;
	} catch {
		return false;
	}
}

/** The programs that compiling sqlite3 needs and that are not here. Empty when it can be compiled. */
export async function missingBuildTools(): Promise<string[]> {
	if (process.platform === 'win32') return (await works('python')) ? [] : ['python']; // node-gyp finds the rest
	const alternatives = [['python3', 'python'], ['make'], ['g++', 'c++', 'clang++']];
	const missing: string[] = [];
	for (const names of alternatives) {
		const found = await Promise.all(names.map(works));
		if (!found.includes(true)) missing.push(names[0]);
	}
	return missing;
}

/**
 * The prefix of the running Node when its C headers are there, as they are in most installations.
 * node-gyp then need not download any; those of another version will do, since sqlite3 uses only Node-API.
 */
export function nodeHeadersPrefix(): string | undefined {
	const prefix = dirname(dirname(process.execPath));
	return existsSync(join(prefix, 'include', 'node', 'node_api.h')) ? prefix : undefined;
}

/** The nearest folder that exists, going up. */
function existingParent(path: string): string {
	return existsSync(path) ? path : existingParent(dirname(path));
}

/**
 * Looks for what would make the installation fail after minutes: an old Node, no npm, too little
 * space, a registry that does not answer.
 *
 * @throws an error that says what is missing and what to do.
 */
export async function checkCanInstall(folder: string, signal?: AbortSignal): Promise<void> {
	const major = Number(process.versions.node.split('.')[0]);
	if (major < 20) {
		throw new Error(`Node ${process.versions.node} is too old: install Node 20.19 or later.`);
	}
	const { bavail, bsize } = await statfs(existingParent(folder));
	const freeGb = (bavail * bsize) / 1e9;
	if (freeGb < NEEDED_GB) {
		throw new Error(
			`Installing n8n takes ${NEEDED_GB} GB of free disk, and ${freeGb.toFixed(1)} GB are free for ${folder}. ` +
				'Free some space, or set XDG_CACHE_HOME to a folder on another disk.',
		);
	}
	const view = await npm(
		['view', 'n8n', 'name', '--fetch-retries=1', '--fetch-timeout=15000', '--prefer-online'],
		{ cwd: existingParent(folder), signal },
	);
	if (view.code !== 0) throw new Error(explainNpmFailure(view.output));
}
