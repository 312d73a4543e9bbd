import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { ROOT } from '../harness/package';
import { filesBelow } from './helpers/folders';

/**
 * A source file that stood in two files of dist would be loaded twice, and what it holds for the whole process, such as the limit of
 * requests to a server, would be there twice. Each stands under its name.
 */
const DIST = join(ROOT, 'dist');

const places = filesBelow(DIST, /\.js$/).flatMap((file) =>
	[
		...readFileSync(join(DIST, file), 'utf8').matchAll(/^\/\/ ((?:nodes|credentials)\/\S+\.ts)$/gm),
	].map(([, source]) => ({ source, file })),
);

/** Types alone leave nothing. */
const isCode = (file: string) =>
	transformSync(readFileSync(join(ROOT, file), 'utf8'), { loader: 'ts' }).code.trim() !== '';

const sources = ['nodes', 'credentials']
	.flatMap((folder) => filesBelow(join(ROOT, folder), /\.ts$/).map((file) => `${folder}/${file}`))
	.filter(isCode);

test('every source file stands in dist once', () => {
	expect(sources.length).toBeGreaterThan(300);
	expect(places.map(({ source }) => source).sort()).toEqual(sources.sort());
});

test('what nodes share stands in one file, and all else in that of its node or credential', () => {
	const home = (source: string) => {
		if (source.startsWith('nodes/shared/')) return 'nodes/shared.js';
		const [, node] = /^nodes\/(\w+)\//.exec(source) ?? [];
		return node ? `nodes/${node}/${node}.node.js` : source.replace(/\.ts$/, '.js');
	};
	expect(places).toEqual(places.map(({ source }) => ({ source, file: home(source) })));
});
