import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from '../harness/package';
import { brokenImports, tableRows, type BrokenImport } from './helpers/cruise';
import { temporaryFolder } from './helpers/folders';

/** The rules of .dependency-cruiser.cjs, which `npm run lint` holds the project to, on a small tree. */
type Imports = Record<string, string[]>;

const shared = (room: string) => `nodes/shared/${room}/a.ts`;

const allowed: Imports = {
	[shared('transport')]: ['nodes/shared/transport/b.ts'],
	[shared('apis')]: [shared('transport')],
	[shared('descriptions')]: [shared('transport')],
	[shared('cometd')]: [shared('transport')],
	[shared('engine')]: ['descriptions', 'transport'].map(shared),
	[shared('triggers')]: ['descriptions', 'cometd', 'transport'].map(shared),
	[shared('statistics')]: ['descriptions', 'transport'].map(shared),
	[shared('agentEmail')]: ['descriptions', 'transport'].map(shared),
	[shared('exports')]: ['engine', 'descriptions', 'apis', 'transport'].map(shared),
	'nodes/GenesysA/a.ts': ['nodes/GenesysA/actions/b.ts', shared('engine'), shared('exports')],
	'credentials/a.ts': [shared('apis')],
	'demo/a.ts': ['simulator/a.ts', 'tools/n8n/a.ts', 'demo/b.ts'],
	'simulator/a.ts': ['simulator/core/b.ts'],
};

/** Each from a file of its own to a file of its own, so that they make no circle. */
const wrong = [
	['nodes/shared/transport', 'nodes/shared/apis'],
	['nodes/shared/apis', 'nodes/shared/engine'],
	['nodes/shared/descriptions', 'nodes/shared/apis'],
	['nodes/shared/descriptions', 'nodes/shared/engine'],
	['nodes/shared/cometd', 'nodes/shared/triggers'],
	['nodes/shared/engine', 'nodes/shared/apis'],
	['nodes/shared/engine', 'nodes/shared/triggers'],
	['nodes/shared/triggers', 'nodes/shared/engine'],
	['nodes/shared/triggers', 'nodes/shared/exports'],
	['nodes/shared/statistics', 'nodes/shared/exports'],
	['nodes/shared/exports', 'nodes/shared/statistics'],
	['nodes/shared/agentEmail', 'nodes/shared/cometd'],
	['nodes/shared/triggers', 'nodes/shared/agentEmail'],
	['nodes/shared/engine', 'nodes/GenesysB'],
	['nodes/GenesysA', 'nodes/GenesysB'],
	['nodes/GenesysA', 'simulator'],
	['nodes/GenesysA', 'credentials'],
	['credentials', 'nodes/shared/transport'],
	['credentials', 'nodes/shared/triggers'],
	['credentials', 'nodes/GenesysB'],
	['simulator', 'nodes/shared/transport'],
	['simulator', 'tools'],
	['tools', 'demo'],
	['demo', 'nodes/GenesysB'],
	['demo', 'test'],
].map(([from, to], index) => ({ from: `${from}/from${index}.ts`, to: `${to}/to${index}.ts` }));

const circles = ['nodes/GenesysA', 'nodes/shared/engine', 'simulator', 'tools/n8n', 'demo'].map(
	(folder) => ['x', 'y', 'z'].map((name) => `${folder}/${name}.ts`),
);

const unknown = ['nodes/GenesysA/c.ts', shared('misc')];

/** Writes files that import each other for their types. */
function write(folder: string, imports: Imports): void {
	for (const file of new Set([...Object.keys(imports), ...Object.values(imports).flat()])) {
		const lines = (imports[file] ?? []).map((target) => {
			const path = relative(dirname(file), target).replace(/\.ts$/, '');
			return `export type * from '${path.startsWith('.') ? path : `./${path}`}';\n`;
		});
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		writeFileSync(join(folder, file), `${lines.join('')}export type A = 1;\n`);
	}
}

const temporary = temporaryFolder();
let found: BrokenImport[];

beforeAll(() => {
	write(temporary, {
		...allowed,
		...Object.fromEntries(wrong.map(({ from, to }) => [from, [to]])),
		...Object.fromEntries(
			circles.flatMap(([x, y, z]) => [
				[x, [y]],
				[y, [z]],
				[z, [x]],
			]),
		),
		[unknown[0]]: [unknown[1]],
	});
	found = brokenImports(temporary);
}, 60_000);

test.each(wrong)('$from may not import $to', (broken) => {
	expect(found.filter(({ from }) => from === broken.from)).toEqual([
		{ ...broken, rule: `arrows-of-${dirname(broken.from).replace('GenesysA', 'Genesys*')}` },
	]);
});

test.each(circles)('%s and two others may not import each other in a circle', (x, y) => {
	expect(found).toContainEqual({ from: x, to: y, rule: 'no-cycle' });
});

test('a folder of nodes/shared that is not in the table may not be imported', () => {
	const [from, to] = unknown;
	expect(found).toContainEqual({ from, to, rule: 'no-room-without-a-row' });
});

test('the table has no folder that does not exist', () => {
	const folders = tableRows().filter((folder) => !folder.includes('*'));
	expect(folders.length).toBeGreaterThan(5);
	expect(folders.filter((folder) => !existsSync(join(ROOT, folder)))).toEqual([]);
});

test('nothing else is found', () => {
	const files = [...wrong.map(({ from }) => from), ...circles.flat(), unknown[0]];
	expect(found.filter(({ from }) => !files.includes(from))).toEqual([]);
});
