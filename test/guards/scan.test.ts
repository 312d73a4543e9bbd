import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../harness/package';
import { temporaryFolder } from './helpers/folders';
import { packInto, unpack } from './helpers/pack';
import { scanFolders, type FolderResult } from './helpers/scan';

/**
 * n8n's own scan decides whether a package can be verified. It is run on the repository and on the packed tarball, as
 * n8n does, and on copies of both with a fault in them, so that a scan that sees nothing is noticed.
 */
const temporary = temporaryFolder();
let source: FolderResult;
let tarball: FolderResult;
let spoiledSource: FolderResult;
let spoiledTarball: FolderResult;
let onlyWarned: FolderResult;

beforeAll(async () => {
	const unpacked = unpack(await packInto(temporary), join(temporary, 'unpacked'));
	[source, tarball, spoiledSource, spoiledTarball, onlyWarned] = scanFolders(
		[
			{ folder: ROOT, leg: 'source' },
			{ folder: unpacked, leg: 'tarball' },
			{ folder: spoilSource(), leg: 'source' },
			{ folder: spoilTarball(unpacked), leg: 'tarball' },
			{ folder: withoutHomepage(unpacked), leg: 'tarball' },
		],
		temporary,
	);
}, 60_000);

/** A copy of a few files: enough to show that a fault is found, and quickly looked at. */
function copy(from: string, name: string, files: string[]): string {
	const folder = join(temporary, name);
	for (const file of files) cpSync(join(from, file), join(folder, file), { recursive: true });
	return folder;
}

function spoilSource(): string {
	const file = 'nodes/shared/transport/path.ts';
	const folder = copy(ROOT, 'source', ['package.json', 'icons', file]);
	appendFileSync(
		join(folder, file),
		'// eslint-' + 'disable-next-line\nexport const level = process.env.LEVEL;\n',
	);
	return folder;
}

function spoilTarball(unpacked: string): string {
	const file = 'dist/nodes/shared.js';
	const folder = copy(unpacked, 'spoiled', ['package.json', file]);
	appendFileSync(join(folder, file), '\nconsole.log(1);\n');
	return folder;
}

function withoutHomepage(unpacked: string): string {
	const folder = copy(unpacked, 'warned', ['package.json']);
	const file = join(folder, 'package.json');
	const manifest = JSON.parse(readFileSync(file, 'utf8')) as object;
	writeFileSync(file, JSON.stringify({ ...manifest, homepage: undefined }));
	return folder;
}

test('the repository passes with no error and no warning', () => {
	expect(source.findings).toEqual([]);
	expect(source.passed).toBe(true);
	expect(source.files).toBeGreaterThan(30);
});

test('the packed tarball passes with no error and no warning', () => {
	expect(tarball.findings).toEqual([]);
	expect(tarball.passed).toBe(true);
	expect(tarball.files).toBeGreaterThan(20);
});

test('a forbidden global is found in the source, also behind a comment that disables lint', () => {
	expect(spoiledSource.passed).toBe(false);
	expect(spoiledSource.findings).toContainEqual(
		expect.objectContaining({
			file: 'nodes/shared/transport/path.ts',
			rule: '@n8n/community-nodes/no-restricted-globals',
			severity: 'error',
		}),
	);
});

test('a forbidden call is found in the compiled code', () => {
	expect(spoiledTarball.passed).toBe(false);
	expect(spoiledTarball.findings).toContainEqual(
		expect.objectContaining({
			file: 'dist/nodes/shared.js',
			rule: 'no-console',
			severity: 'error',
		}),
	);
});

test('a warning is counted, although the scan passes', () => {
	expect(onlyWarned.passed).toBe(true);
	expect(onlyWarned.findings).toEqual([
		expect.objectContaining({
			file: 'package.json',
			rule: '@n8n/community-nodes/require-homepage',
			severity: 'warning',
		}),
	]);
});
