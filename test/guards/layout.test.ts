import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPackage, ROOT } from '../harness/package';
import { filesBelow } from './helpers/folders';
import { iconProblems, layoutProblems, type SourceFile } from './helpers/layout';

const read = (path: string): SourceFile => ({
	path,
	text: readFileSync(join(ROOT, path), 'utf8'),
});
const shipped = ['nodes', 'credentials'].flatMap((folder) =>
	filesBelow(join(ROOT, folder), /\.ts$/).map((file) => read(`${folder}/${file}`)),
);
const operation = 'nodes/GenesysA/actions/b/c.operation.ts';

test('the source follows the layout', () => {
	expect(shipped.filter(({ path }) => path.endsWith('.operation.ts')).length).toBeGreaterThan(10);
	expect(shipped.flatMap(layoutProblems)).toEqual([]);
});

test('every operation file is below actions/ of its node', () => {
	const strays = shipped
		.map(({ path }) => path)
		.filter((path) => path.endsWith('.operation.ts'))
		.filter((path) => !/^nodes\/Genesys\w+\/actions\/\w+\/\w+\.operation\.ts$/.test(path));
	expect(strays).toEqual([]);
});

test.each<[string, string, string, RegExp]>([
	['a read parameter', operation, 'x.getNodeParameter("a", 0)', /uses getNodeParameter/],
	['a sent request', operation, 'x.helpers.httpRequest({})', /uses httpRequest/],
	['the client', operation, "import { a } from '../../../shared/transport/client';", /transport/],
	['the loop', operation, "import { a } from '../../../shared/engine/run';", /engine/],
	['a long file', 'nodes/shared/a.ts', '\n'.repeat(260) + 'a', /261 lines, more than 250/],
	['a long node', 'nodes/GenesysA/GenesysA.node.ts', '\n'.repeat(60) + 'a', /61 lines/],
])('%s would be found', (_what, path, text, problem) => {
	expect(layoutProblems({ path, text })).toEqual([expect.stringMatching(problem)]);
});

test('every node and credential has a light and a dark icon that differ', async () => {
	const loader = await loadPackage();
	const things = [
		...Object.keys(loader.known.nodes).map((name) => loader.getNode(name).type),
		...Object.keys(loader.known.credentials).map((name) => loader.getCredential(name).type),
	].map((type) => ('description' in type ? type.description : type) as { iconUrl?: unknown });
	expect(things.length).toBeGreaterThan(0);
	for (const { iconUrl } of things) {
		const { light, dark } = iconUrl as { light: string; dark: string };
		const file = (url: string) => read(url.replace('icons/n8n-nodes-genesys/', ''));
		expect(iconProblems(file(light), file(dark))).toEqual([]);
	}
});

test('faults in icons would be found', () => {
	const text = '<svg viewBox="0 0 24 32"><image href="https://example.com/a.png"/></svg>';
	expect(iconProblems({ path: 'a.svg', text }, { path: 'b.svg', text: 'PNG' })).toEqual([
		'a.svg is not square',
		'a.svg loads or runs something',
		'b.svg is no SVG',
		'b.svg is not square',
	]);
	const square = '<svg viewBox="0 0 24 24"/>';
	expect(iconProblems({ path: 'a.svg', text: square }, { path: 'b.svg', text: square })).toEqual([
		'a.svg and b.svg are the same',
	]);
});
