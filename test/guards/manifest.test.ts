import { join } from 'node:path';
import { ROOT } from '../harness/package';
import { filesBelow, readJson } from './helpers/folders';
import { manifestProblems, type Manifest } from './helpers/manifest';

const manifest = readJson<Manifest>(join(ROOT, 'package.json'));
const built = filesBelow(join(ROOT, 'dist')).map((file) => `dist/${file}`);

/** The problems that a change of package.json would bring. */
function addedBy(change: object): string[] {
	const before = manifestProblems(manifest, built);
	const after = manifestProblems({ ...manifest, ...change }, built);
	return after.filter((problem) => !before.includes(problem));
}

test('package.json is as n8n wants it', () => {
	expect(manifestProblems(manifest, built)).toEqual([]);
});

test('every node and credential in the source is listed', () => {
	const compiled = (folder: 'nodes' | 'credentials', pattern: RegExp) =>
		filesBelow(join(ROOT, folder), pattern).map(
			(file) => `dist/${folder}/${file.replace(/\.ts$/, '.js')}`,
		);
	expect([...manifest.n8n.nodes].sort()).toEqual(compiled('nodes', /\.node\.ts$/));
	expect([...manifest.n8n.credentials].sort()).toEqual(
		compiled('credentials', /\.credentials\.ts$/),
	);
});

const faults: Array<[string, object, string[]]> = [
	['a dependency', { dependencies: { axios: '1' } }, ['has dependencies']],
	[
		'a peer range',
		{ peerDependencies: { 'n8n-workflow': '^2' } },
		['peerDependencies are not exactly {"n8n-workflow":"*"}'],
	],
	[
		'a second peer',
		{ peerDependencies: { 'n8n-workflow': '*', axios: '*' } },
		['peerDependencies are not exactly {"n8n-workflow":"*"}'],
	],
	['overrides', { overrides: {} }, ['has overrides']],
	['an install script', { scripts: { postinstall: 'node x' } }, ['has the script postinstall']],
	[
		'contributors as objects',
		{ contributors: [{ name: 'A' }] },
		['has an object in the list contributors'],
	],
	['more files', { files: ['dist', 'docs'] }, ['files is not exactly ["dist"]']],
];

test.each(faults)('%s would be found', (_what, change, problems) => {
	expect(addedBy(change)).toEqual(problems);
});

test('a node that is not listed, and a list entry without a file, would be found', () => {
	const [first, ...rest] = manifest.n8n.nodes;
	const n8n = { ...manifest.n8n, nodes: [...rest, 'dist/nodes/A/A.node.js'] };
	expect(addedBy({ n8n })).toEqual([
		'dist/nodes/A/A.node.js was not built',
		`${first} is not listed`,
	]);
});
