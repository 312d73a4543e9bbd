import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPackage, ROOT } from '../harness/package';
import { filesBelow, temporaryFolder } from './helpers/folders';
import { npmOffline, packInto, type Tarball } from './helpers/pack';

/** What npm would publish: exactly these files, small, and usable where nothing else is installed. */
const temporary = temporaryFolder();
const installed = join(temporary, 'installed');
const MAX_BYTES = 250_000;

/** Everything else in the tarball is a mistake. */
const ALLOWED = [
	/^(package\.json|README\.md|LICENSE\.md)$/,
	/^dist\/index\.js$/,
	/^dist\/credentials\/\w+\.credentials\.js$/,
	/^dist\/nodes\/shared\.js$/,
	/^dist\/nodes\/(\w+)\/\1\.node\.js$/,
	/^dist\/nodes\/(\w+)\/\1\.node\.json$/,
	/^dist\/nodes\/\w+\/__schema__\/v[\d.]+(\/\w+\/\w+)?\.json$/,
	/^dist\/icons\/[\w.]+\.svg$/,
];
const NEVER = /(^|\/)(__)?(tests?|mocks?|fixtures?|simulator)(__)?\/|\.(test|spec|d)\./i;

const notAllowed = (files: string[]) =>
	files.filter((file) => NEVER.test(file) || !ALLOWED.some((pattern) => pattern.test(file)));

let tarball: Tarball;

beforeAll(async () => {
	tarball = await packInto(temporary);
	mkdirSync(installed);
	writeFileSync(join(installed, 'package.json'), '{"name":"installed","private":true}');
	await npmOffline(temporary, installed, [
		'install',
		tarball.file,
		'--omit=dev',
		// n8n itself provides the peer: it is not to be installed.
		'--legacy-peer-deps',
		'--no-audit',
		'--no-fund',
		'--no-package-lock',
	]);
}, 60_000);

test('the tarball holds the built package and nothing else', () => {
	expect(notAllowed(tarball.files)).toEqual([]);
	expect(tarball.files).toEqual(
		[
			'LICENSE.md',
			'README.md',
			...filesBelow(join(ROOT, 'dist')).map((file) => `dist/${file}`),
			'package.json',
		].sort(),
	);
});

test.each([
	'nodes/A/A.node.ts',
	'dist/nodes/A/a.test.js',
	'dist/nodes/A/__tests__/a.js',
	'dist/nodes/A/A.node.d.ts',
	'dist/nodes/A/A.node.js.map',
	'dist/simulator/index.js',
	'dist/test/a.test.js',
	'dist/nodes/A/B.node.json',
	'simulator/index.ts',
	'.npmrc',
])('%s would not be allowed', (file) => {
	expect(notAllowed([file])).toEqual([file]);
});

test(`the tarball has less than ${MAX_BYTES / 1000} kB`, () => {
	expect(tarball.size).toBeGreaterThan(1_000);
	expect(tarball.size).toBeLessThan(MAX_BYTES);
});

test('installing it brings nothing along', () => {
	const modules = readdirSync(join(installed, 'node_modules')).filter(
		(name) => !name.startsWith('.'),
	);
	expect(modules.filter((name) => name !== 'n8n-workflow')).toEqual(['n8n-nodes-genesys']);
	expect(existsSync(join(installed, 'node_modules/n8n-nodes-genesys/node_modules'))).toBe(false);
});

describe('where it is installed', () => {
	const load = () =>
		execFileSync(
			process.execPath,
			[
				join(__dirname, 'helpers/loadInstalled.mjs'),
				join(installed, 'node_modules/n8n-nodes-genesys'),
				require.resolve('n8n-core', { paths: [ROOT] }),
			],
			{ cwd: installed, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
		);

	test('nothing but n8n-workflow is missing', () => {
		expect(load).toThrow("Cannot find module 'n8n-workflow'");
	});

	test('n8n loads every node and credential', async () => {
		symlinkSync(
			join(ROOT, 'node_modules/n8n-workflow'),
			join(installed, 'node_modules/n8n-workflow'),
			'junction',
		);
		const loaded = JSON.parse(load()) as Record<
			'nodes' | 'credentials',
			Array<{ name: string; iconUrl?: object; categories?: string[]; properties: number }>
		>;
		const { known } = await loadPackage();
		const names = (kind: 'nodes' | 'credentials') => loaded[kind].map(({ name }) => name).sort();
		expect(names('nodes')).toEqual(Object.keys(known.nodes).sort());
		expect(names('credentials')).toEqual(Object.keys(known.credentials).sort());
		for (const { name, iconUrl, properties } of [...loaded.nodes, ...loaded.credentials]) {
			expect({ name, iconUrl, properties }).toEqual({
				name,
				iconUrl: {
					light: expect.stringMatching(/\/dist\/icons\/\w+\.svg$/),
					dark: expect.stringMatching(/\/dist\/icons\/\w+\.dark\.svg$/),
				},
				properties: expect.any(Number),
			});
			expect(properties).toBeGreaterThan(0);
		}
		for (const { name, categories } of loaded.nodes) {
			expect([name, categories ?? []]).not.toEqual([name, []]);
		}
	});
});
