import { gzipSync } from 'node:zlib';
import { isObject } from '../../../nodes/shared/transport/body';
import type { Lie, Stage, Told } from './lies';
import { HERE, STORAGE, type Exchange, type Recording } from './recordings';

type Path = Array<string | number>;

/** Every place in a thing, itself excepted; of a list its first two. */
function placesIn(value: unknown, path: Path = []): Path[] {
	const inner: Array<[string | number, unknown]> = Array.isArray(value)
		? value.slice(0, 2).map((one, index) => [index, one])
		: isObject(value)
			? Object.entries(value)
			: [];
	return inner.flatMap(([key, one]) => [[...path, key], ...placesIn(one, [...path, key])]);
}

/** A copy with another value at one place. */
function changed(value: unknown, [key, ...rest]: Path, to: unknown): unknown {
	if (key === undefined) return to;
	const copy = (
		Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }
	) as Record<string | number, unknown>;
	copy[key] = changed(copy[key], rest, to);
	return copy;
}

/** Stands for a number that JavaScript has not. */
const BIG = 'a number beyond 2^53';

/** What becomes of that number when it is read carelessly. */
export const ROUNDED = 9007199254740992;

const WRONG: Array<[string, unknown]> = [
	...[null, 5, -1, true, 'text', '', [], {}, [null], [[]], { id: null }].map(
		(value): [string, unknown] => [JSON.stringify(value), value],
	),
	['nothing', undefined],
	['an address elsewhere', ''],
	['a path', '../../../evil.zip'],
	['a number beyond 2^53', BIG],
	['as deep as can be', nested(600)],
];

function nested(depth: number): unknown {
	let value: unknown = 1;
	for (let level = 0; level < depth; level++) value = [value];
	return value;
}

/** The truth of this exchange with one thing in it that is of the wrong type, at every place. */
export function misshapen(exchange: Exchange): Lie[] {
	const truth = parsed(exchange.body);
	if (truth === undefined) return [];
	return placesIn(truth).flatMap((path) =>
		WRONG.map(([name, value]): Lie => ({
			name: `${path.join('.')} is ${name}`,
			kind: `something is ${name}`,
			mayBeDone: true,
			nothing: true,
			hasEmptyRow: name === '{}' || name === 'nothing',
			tell: ({ second }) => ({
				status: exchange.status,
				headers: exchange.headers,
				body: JSON.stringify(
					changed(truth, path, name === 'an address elsewhere' ? `${second}/elsewhere` : value),
				).replace(`"${BIG}"`, '9007199254740993'),
			}),
		})),
	);
}

/** Lists that go on without end, as far as the answer has a list: with two pages in turn, or with new rows on each (slow). */
export function endless(exchange: Exchange, isSlow: boolean): Lie[] {
	const truth = parsed(exchange.body);
	const [list] = placesIn([truth]).filter((path) => {
		const value = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], [truth]);
		return Array.isArray(value) && isObject(value[0]);
	});
	if (!list) return [];
	const pageOf = (mark: (row: number) => number) =>
		Array.from({ length: 100 }, (_, row) => {
			const id = mark(row);
			return { id, name: `file-${id}.zip`, title: `row ${id}`, date: '2026-01-02T03:04:05Z' };
		});
	const told = (rows: object[], { told: page }: Stage): Told => {
		const whole = (changed([truth], list, rows) as unknown[])[0];
		const more = { total: 1e9, count: 1e9, pageCount: 1e9, nextUri: '/x', cursor: `c${page}` };
		const body = isObject(whole) ? { ...whole, ...more } : whole;
		return { status: exchange.status, headers: exchange.headers, body: JSON.stringify(body) };
	};
	const lie = (name: string, rows: (stage: Stage) => object[]): Lie => ({
		...{ name, mayBeDone: true, most: isSlow ? undefined : 200 },
		tell: (stage) => told(rows(stage), stage),
	});
	return isSlow
		? [lie('pages with new rows without end', ({ told: n }) => pageOf((row) => n * 100 + row))]
		: [
				lie('two pages in turn without end', ({ told: n }) => pageOf((row) => (n % 2) * 100 + row)),
				lie('a page of 150,000 rows', () =>
					Array.from({ length: 150_000 }, (_, row) => ({ id: `${row}` })),
				),
			];
}

/**
 * A file whose name leads to another folder, wherever a file comes from; and one from a storage that is packed, where the client
 * allows for it, and cut short.
 */
export function misfiled(exchange: Exchange): Lie[] {
	const { headers, body } = exchange;
	const isStored = exchange.path === STORAGE;
	const isJson = /json/.test(String(headers['content-type'] ?? 'json'));
	if (!isStored && (isJson || exchange.status !== 200)) return [];
	const disposition = { 'content-disposition': 'attachment; filename="../../../evil.zip"' };
	const named: Lie = {
		...{ name: 'a file whose name is a path', mayBeDone: true, whole: isStored },
		tell: () => ({ ...exchange, headers: { ...headers, ...disposition } }),
	};
	if (!isStored) return [named];
	const packed = { ...headers, 'content-encoding': 'gzip' };
	const part = gzipSync(body).subarray(0, 14);
	return [
		named,
		{
			...{ name: 'a packed file that is cut short', mayBeDone: true, whole: true },
			tell: ({ accepts }) =>
				accepts.includes('gzip') ? { headers: packed, body: part } : exchange,
		},
	];
}

const STRANGER = 'stranger-4711';

/** Operations that are about one job, one run or certain files. */
const ASKS_FOR_ONE = /\.(waitFor\w+|createAndWait|getLinks)$/;

/** Rows of the truth, and before them one of somebody else: another run of another job, or another file. */
export function strange(operation: string, exchange: Exchange): Lie[] {
	if (!ASKS_FOR_ONE.test(operation) || !/\/(history|file-metadatas|files)$/.test(exchange.path))
		return [];
	const truth = parsed(exchange.body);
	const rows = (Array.isArray(truth) ? truth : (truth as { items?: unknown })?.items) as object[];
	if (!Array.isArray(rows) || rows.length === 0) return [];
	const created = { createdDate: '2099-01-01T00:00:00Z', uploadDate: '2099-01-01T00:00:00Z' };
	const names = ['id', 'parentId', 'historyId', 'title', 'jobTitle', 'name', 'fileName', 'path'];
	const other = Object.fromEntries(
		Object.entries({ ...rows[0], ...created }).map(([name, value]): [string, unknown] => [
			name,
			names.includes(name) ? (name === 'path' ? `${HERE}/${STRANGER}.zip` : STRANGER) : value,
		]),
	);
	const told = Array.isArray(truth)
		? [other, ...rows]
		: { ...(truth as object), items: [other, ...rows] };
	return [
		{
			...{ name: 'a row of somebody else', mayBeDone: true, once: true, stranger: STRANGER },
			tell: () => ({ ...exchange, body: JSON.stringify(told) }),
		},
	];
}

/** Several things are asked for at once, and one of them is refused: then all are. */
export function refusedTogether({ operation, items }: Recording): Lie[] {
	if (!/\.deleteMany$/.test(operation) || items.length < 2) return [];
	return [
		{
			...{ name: '400 to several at once', mayBeDone: false, once: true, outcome: 'success' },
			tell: () => ({ status: 400, headers: { 'content-type': 'application/json' }, body: '{}' }),
		},
	];
}

/** JSON as an object or a list; undefined for all else. */
function parsed(body: Buffer): unknown {
	try {
		const value: unknown = JSON.parse(body.toString('utf8'));
		return typeof value === 'object' && value !== null ? value : undefined;
	} catch {
		return undefined;
	}
}
