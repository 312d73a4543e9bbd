import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** An n8n that can be started. */
export interface N8nHost {
	/** Program to run, and what to put before n8n's own arguments (`start`, `import:workflow`, ...). */
	command: string;
	args: string[];
	/** Folders to put first in the PATH, so that n8n's own child processes find the same Node. */
	pathFolders: string[];
	version: string;
	/** Where it comes from: given by the user, kept from an earlier run, or installed just now. */
	origin: 'given' | 'cached' | 'installed';
}

/** The version of n8n that everything here was tested with; the manifest pins it. */
export const TESTED_N8N = '2.41.1';

interface PackageJson {
	name?: string;
	version?: string;
	engines?: { node?: string };
}

function readPackageJson(folder: string): PackageJson | undefined {
	const path = join(folder, 'package.json');
	return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as PackageJson) : undefined;
}

function nodeVersion(node: string): string | undefined {
	const { status, stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
	return status === 0 ? stdout.trim().replace(/^v/, '') : undefined;
}

/**
 * n8n's package folder with a Node that can run it: one installed from npm beside n8n, the one of
 * the prefix that n8n was installed into, or the one that runs this process.
 *
 * @throws when none of them is new enough for this n8n.
 */
export function hostFromPackageFolder(folder: string, origin: N8nHost['origin']): N8nHost {
	const { version = 'unknown', engines } = readPackageJson(folder) ?? {};
	const wantedMajor = Number(/(\d+)/.exec(engines?.node ?? '')?.[1] ?? 0);
	const modules = dirname(folder);
	const executable = process.platform === 'win32' ? 'node.exe' : 'node';
	const nodes = [
		join(modules, 'node', 'bin', executable),
		join(modules, '..', '..', 'bin', executable),
		process.execPath,
	];
	const seen: string[] = [];
	for (const node of nodes.filter(existsSync)) {
		const found = nodeVersion(node);
		if (found === undefined) continue;
		if (Number(found.split('.')[0]) < wantedMajor) {
			seen.push(`${node} (${found})`);
			continue;
		}
		return {
			command: node,
			args: [join(folder, 'bin', 'n8n')],
			pathFolders: [dirname(node)],
			version,
			origin,
		};
	}
	throw new Error(
		`n8n ${version} in ${folder} needs Node ${engines?.node}, but found only ${seen.join(', ')}. ` +
			'Start this with a newer Node, or without --n8n and N8N_BIN so that a matching one is installed.',
	);
}

/** The folder of the package `n8n` at, inside or around a path. */
function findPackageFolder(path: string): string | undefined {
	const real = realpathSync(path);
	if (statSync(real).isDirectory()) {
		return [real, join(real, 'node_modules', 'n8n')].find(
			(folder) => readPackageJson(folder)?.name === 'n8n',
		);
	}
	const folder = dirname(dirname(real)); // <package>/bin/n8n
	return readPackageJson(folder)?.name === 'n8n' ? folder : undefined;
}

/**
 * An n8n that the user has: a path to its executable, to its package folder, or to a folder with
 * n8n in its node_modules.
 *
 * @throws an error that names the path when there is no n8n.
 */
export function givenHost(path: string): N8nHost {
	const full = resolve(path);
	if (!existsSync(full)) throw new Error(`There is no n8n at ${full}`);
	const folder = findPackageFolder(full);
	if (folder) return hostFromPackageFolder(folder, 'given');
	if (statSync(full).isDirectory()) {
		throw new Error(`${full} is not n8n's package folder, and has no n8n in its node_modules`);
	}
	const { status, stdout } = spawnSync(full, ['--version'], { encoding: 'utf8' });
	const version = /^\d+\.\d+\.\d+\S*$/m.exec(stdout ?? '')?.[0];
	if (status !== 0 || version === undefined) {
		throw new Error(`"${full} --version" gave no version, so it cannot be used as n8n`);
	}
	return { command: full, args: [], pathFolders: [], version, origin: 'given' };
}
