import { join } from 'node:path';
import { builtNodes, type BuiltNode } from '../contract/helpers/descriptions';
import { loadPackage, ROOT } from '../harness/package';
import { codexProblems, linkProblems, type Codex } from './helpers/codex';
import { filesBelow, readJson } from './helpers/folders';
import type { Manifest } from './helpers/manifest';

const manifest = readJson<Manifest>(join(ROOT, 'package.json'));
const codexFiles = filesBelow(join(ROOT, 'nodes'), /\.node\.json$/);
let nodes: BuiltNode[];

const codexOf = (className: string) =>
	readJson<Codex>(join(ROOT, 'nodes', className, `${className}.node.json`));

beforeAll(async () => {
	nodes = await builtNodes();
});

test('every node has a codex file, and every codex file a node', () => {
	expect(codexFiles).toEqual(
		nodes.map(({ className }) => `${className}/${className}.node.json`).sort(),
	);
});

test('every codex names its node, known categories, other words for it, and documentation that exists', () => {
	const problems = nodes.flatMap(({ className, description }) =>
		codexProblems(codexOf(className), description, manifest).map(
			(problem) => `${className}.node.json ${problem}`,
		),
	);
	expect(problems).toEqual([]);
});

test('every credential links to documentation that exists', async () => {
	const loader = await loadPackage();
	const problems = Object.keys(loader.known.credentials).flatMap((name) =>
		linkProblems(loader.getCredential(name).type.documentationUrl ?? '', manifest).map(
			(problem) => `${name} ${problem}`,
		),
	);
	expect(problems).toEqual([]);
});

test('faults in a codex would be found', () => {
	const [{ className, description }] = nodes;
	const { resources, ...codex } = codexOf(className);
	const home = 'https://github.com/n8n-nodes-genesys/n8n-nodes-genesys/blob/main/';
	const spoiled: Codex = {
		...codex,
		node: `CUSTOM.${description.name}`,
		nodeVersion: '9.0',
		categories: ['Contact Center'],
		alias: ['Case', 'Case'],
		resources: {
			primaryDocumentation: [{ url: `${home}docs/nodes/nowhere.md` }],
			credentialDocumentation: [{ url: 'https://example.com/docs/credentials.md' }],
		},
	};
	expect(codexProblems(spoiled, description, manifest)).toEqual([
		`names CUSTOM.${description.name}`,
		'has another version',
		'has the unknown category Contact Center',
		'has an alias twice',
		'links to docs/nodes/nowhere.md, which does not exist',
		`links to https://example.com/docs/credentials.md, which is not below ${home}docs/`,
	]);
	expect(
		codexProblems({ ...codex, categories: [], alias: [], resources: {} }, description, manifest),
	).toEqual([
		'has no category',
		'has no alias',
		'has no primaryDocumentation',
		'has no credentialDocumentation',
	]);
	expect(Object.keys(resources)).toEqual(
		expect.arrayContaining(['primaryDocumentation', 'credentialDocumentation']),
	);
});
