import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder outside of the repository, removed after the tests of the file that asks for it. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-genesys-test-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** Files below `folder`, relative to it, with forward slashes, sorted; all of them unless a pattern is given. */
export function filesBelow(folder: string, pattern = /./): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
		.map((file) => file.replaceAll('\\', '/'))
		.filter((file) => pattern.test(file))
		.sort();
}

/** What is never in git, for a copy of the repository that git knows nothing of. */
const NOT_IN_GIT = /(^|\/)(node_modules|dist|\.git)\//;

/** What git has or would take in (not ignored), relative to the repository. */
export function filesInGit(repository: string): string[] {
	const { status, stdout } = spawnSync(
		'git',
		['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
		{ cwd: repository, encoding: 'utf8' },
	);
	return status === 0
		? stdout.split('\0').filter((file) => file !== '')
		: filesBelow(repository).filter((file) => !NOT_IN_GIT.test(file));
}

export function readJson<T>(file: string): T {
	return JSON.parse(readFileSync(file, 'utf8')) as T;
}
