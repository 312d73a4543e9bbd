import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../harness/package';
import { filesBelow, readJson } from './helpers/folders';

const EXAMPLES = join(ROOT, 'examples');
const TESTS = join(ROOT, 'test', 'examples');

const examples = filesBelow(EXAMPLES, /\.json$/).map((file) => ({
	file,
	name: readJson<{ name: string }>(join(EXAMPLES, file)).name,
}));

test('every example has its tests, which execute it in n8n', () => {
	const tests = filesBelow(TESTS, /\.test\.ts$/).map((file) =>
		readFileSync(join(TESTS, file), 'utf8'),
	);
	const untested = examples.filter(
		({ name }) => !tests.some((text) => text.includes(`describe('${name}', `)),
	);
	expect(examples.length).toBeGreaterThan(0);
	expect(untested).toEqual([]);
});

test('every example is described', () => {
	const page = readFileSync(join(EXAMPLES, 'README.md'), 'utf8');
	const missing = examples.filter(({ file }) => !page.includes(`| [\`${file}\`](${file}) |`));
	expect(missing).toEqual([]);
});
