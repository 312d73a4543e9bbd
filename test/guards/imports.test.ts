import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../harness/package';
import { usesOf } from './helpers/compiled';
import { filesBelow } from './helpers/folders';

/**
 * n8n's lint lets shipped code import whatever is a development dependency, and such a package crashes where those are
 * not installed. So what was compiled is read.
 */
const ALLOWED = ['n8n-workflow', 'crypto', 'node:crypto'];
const DIST = join(ROOT, 'dist');

const compiled = filesBelow(DIST, /\.js$/).map((file) => ({
	file,
	...usesOf(readFileSync(join(DIST, file), 'utf8')),
}));

test('the compiled code was read', () => {
	expect(compiled.length).toBeGreaterThan(20);
	expect(compiled.flatMap(({ modules }) => modules)).toEqual(
		expect.arrayContaining(ALLOWED.slice(0, 1)),
	);
});

test('shipped code imports nothing but n8n-workflow, crypto and its own files', () => {
	const foreign = compiled.flatMap(({ file, modules }) =>
		modules
			.filter((name) => !name.startsWith('.') && !ALLOWED.includes(name))
			.map((name) => `${file}: ${name}`),
	);
	expect(foreign).toEqual([]);
});

test('every own file that is imported is in dist', () => {
	const lost = compiled.flatMap(({ file, modules }) =>
		modules
			.filter((name) => name.startsWith('.'))
			.filter((name) => {
				const target = join(DIST, dirname(file), name);
				return !target.startsWith(DIST) || !existsSync(target);
			})
			.map((name) => `${file}: ${name}`),
	);
	expect(lost).toEqual([]);
});

test('shipped code uses no global that n8n forbids', () => {
	const found = compiled.flatMap(({ file, forbidden }) =>
		forbidden.map((name) => `${file}: ${name}`),
	);
	expect(found).toEqual([]);
});

test.each([
	['const axios_1 = require("axios");', ['axios']],
	['const later = async () => await import("node:fs");', ['node:fs']],
	['export { a } from "lodash"; import "luxon";', ['lodash', 'luxon']],
])('sees the modules of %s', (code, modules) => {
	expect(usesOf(code)).toEqual({ modules, forbidden: [] });
});

test.each([
	['exports.level = process.env.LEVEL;', ['process']],
	['const { env } = globalThis.process;', ['globalThis']],
	['setTimeout(() => {}, 1);', ['setTimeout']],
	['const name = "fs"; require(name);', ['require(name)']],
	['const load = require;', ['require, other than in a call']],
])('sees what is forbidden in %s', (code, forbidden) => {
	expect(usesOf(code).forbidden).toEqual(forbidden);
});

test('sees nothing in members, texts and comments', () => {
	const code = 'a.process({ process: 1, setTimeout() {} }); // process\nconst b = "setTimeout";';
	expect(usesOf(code)).toEqual({ modules: [], forbidden: [] });
});
