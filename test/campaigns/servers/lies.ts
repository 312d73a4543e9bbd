import type { IncomingHttpHeaders } from 'node:http';
import { gzipSync } from 'node:zlib';
import { isObject } from '../../../nodes/shared/transport/body';
import type { Exchange } from './recordings';

/** What a server says in place of an answer; nothing, when it breaks the connection off. */
export interface Told {
	status?: number;
	headers?: IncomingHttpHeaders;
	body?: string | Buffer;
	/** The connection breaks before the answer, or after so many bytes of it. */
	breaksAfter?: number;
	/** Milliseconds between its bytes; Infinity for no answer at all. */
	drips?: number;
}

/** Where a lie is told. */
export interface Stage {
	/** How often the lie was told before in this run. */
	told: number;
	/** Address of another host, which writes down what it is given. */
	second: string;
	/** Address of this server. */
	here: string;
	/** What the credential must not show. */
	secrets: string[];
}

export interface Lie {
	name: string;
	/** Whether what was asked for may have been carried out for all that the client is told. */
	mayBeDone: boolean;
	/** Whether it is told once, and the truth after it. */
	once?: boolean;
	/** Whether it says that there is nothing: then no item is right. */
	nothing?: boolean;
	/** Whether a row of a list has nothing in it. */
	hasEmptyRow?: boolean;
	/** Milliseconds that the client waits, when there is a reason not to wait for long. */
	timeout?: number;
	/** The texts of secrets that it says, as they are said. */
	quotes?: (secrets: string[]) => string[];
	tell: (stage: Stage) => Told;
}

const json = { 'content-type': 'application/json' };

const said = (body: string, name = body.slice(0, 40) || 'empty body'): Lie => ({
	name: `200 ${name}`,
	mayBeDone: true,
	nothing: /\[\]/.test(body),
	hasEmptyRow: /\{\}|__proto__/.test(body),
	tell: () => ({ headers: json, body }),
});

const BODIES = [
	...['', 'null', '[]', '{}', '5', 'true', '"text"', '[null]', '[[1]]', '["a"]', '[{}]'],
	...[
		'{"id":',
		'{"items":[{"id":1},',
		'{"a":1}}',
		'plain words',
		'\u0000\u0001',
		'{"id":"a"',
		'[[[[[',
	],
	...['{"data":null}', '{"data":[]}', '{"data":"x"}', '{"data":{}}', '{"data":[null]}'],
	...['{"status":{"code":0}}', '{"status":{"code":0},"data":[]}', '{"status":null}'],
	...['{"status":{"code":0},"data":"x"}', '{"status":{"code":"0"},"data":{"id":{}}}'],
	...[
		'{"items":null}',
		'{"items":[null]}',
		'{"items":{}}',
		'{"items":[{"id":{}}]}',
		'{"items":"x"}',
	],
	...['{"entities":null}', '{"entities":[null]}', '{"entities":{}}', '{"results":5}'],
	...['{"participants":5}', '{"participants":[null]}', '{"participants":[{"communications":5}]}'],
	...['{"id":{}}', '{"id":[]}', '{"id":null}', '{"id":9007199254740993}', '{"__proto__":{"id":1}}'],
	...[
		'{"path":5}',
		'{"url":{}}',
		'{"data":{"ids":5}}',
		'{"data":{"ids":[null]}}',
		'{"length":1e9}',
	],
];

const answered = (status: number, body: string, headers: IncomingHttpHeaders = {}): Lie => ({
	name: `${status} ${JSON.stringify(headers)} ${body.slice(0, 30)}`,
	// Who says that it refuses does nothing; what stands between client and server does not know what was done.
	mayBeDone: status < 300 || (status >= 500 && !(status === 503 && 'retry-after' in headers)),
	nothing: status === 204 || status === 404,
	tell: () => ({ status, headers: { ...json, ...headers }, body }),
});

const ERRORS = '{"errors":[null,5,{"message":{}}],"message":{"a":1},"code":[]}';
const STATUSES: Lie[] = [
	...[204, 205, 206, 400, 401, 403, 404, 409, 410, 412, 413, 429, 500, 502, 503, 504].flatMap(
		(status) => [answered(status, ''), answered(status, ERRORS), answered(status, '<html><p>No')],
	),
	...['0', '-1', 'soon', '61', '1e9', 'Thu, 01 Jan 1970 00:00:00 GMT'].flatMap((after) =>
		[429, 503].map((status) => answered(status, 'null', { 'retry-after': after })),
	),
	...[302, 304].map((status) => answered(status, '')),
	answered(303, '', { location: '::' }),
	answered(302, '', { location: 'file:///etc/passwd' }),
];

const zipped = gzipSync(JSON.stringify({ id: '1', items: [{ id: '1' }], text: 'x'.repeat(999) }));
const BROKEN: Lie[] = [
	{
		name: 'a web page in place of a file',
		mayBeDone: true,
		tell: () => ({ headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' }),
	},
	{
		name: 'gzip cut short',
		mayBeDone: true,
		tell: () => ({
			headers: { ...json, 'content-encoding': 'gzip' },
			body: zipped.subarray(0, 20),
		}),
	},
	{
		name: 'no gzip that says it is',
		mayBeDone: true,
		tell: () => ({ headers: { ...json, 'content-encoding': 'gzip' }, body: '{"id":"1"}' }),
	},
	...[true, false].flatMap((once): Lie[] => [
		{
			name: `broken off before the answer${once ? ', once' : ''}`,
			...{ once, mayBeDone: true },
			tell: () => ({ breaksAfter: 0 }),
		},
		{
			name: `broken off in the answer${once ? ', once' : ''}`,
			...{ once, mayBeDone: true },
			tell: () => ({
				headers: { ...json, 'content-length': '100' },
				body: '{"id":"1","items":[{"i',
				breaksAfter: 20,
			}),
		},
	]),
	...[20, Infinity].map((drips): Lie => ({
		name: drips === Infinity ? 'no answer' : 'a byte at a time',
		...{ timeout: 150, mayBeDone: true },
		tell: () => ({ headers: json, body: JSON.stringify({ id: 'x'.repeat(1_000) }), drips }),
	})),
	...[502, 504].map((status) => ({ ...answered(status, ''), name: `${status} once`, once: true })),
];

const REDIRECTS = [301, 302, 303, 307, 308].map((status): Lie => ({
	name: `${status} to another host`,
	mayBeDone: false,
	tell: ({ second }) => ({ status, headers: { location: `${second}/stolen` } }),
}));

/** How a server can repeat a secret. */
const FORMS: Record<string, (secret: string) => string> = {
	plain: (secret) => secret,
	cut: (secret) => secret.slice(2, 14),
	'in an address': encodeURIComponent,
	'in an address twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
	'in JSON': (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3),
	'in numbers': (secret) =>
		[...secret].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
	'in HTML': (secret) => secret.replace(/[^a-z0-9]/g, (one) => `&#${one.charCodeAt(0)};`),
	'in Base64': (secret) => Buffer.from(secret).toString('base64'),
	'in Basic': (secret) => Buffer.from(`me:${secret}`).toString('base64'),
};

const ECHOES = Object.entries(FORMS).flatMap(([form, of]) =>
	[200, 400, 403, 500].map((status): Lie => ({
		name: `${status} quotes the credential ${form}`,
		mayBeDone: status === 200 || status === 500,
		quotes: (secrets) => secrets.map(of),
		tell: ({ secrets }) => {
			const message = `refused ${secrets.map(of).join(' and ')}`;
			const words = { message, code: 'bad.request', status: { code: 9, message } };
			return {
				status,
				headers: json,
				body: JSON.stringify({ ...words, errors: [{ message }], error_description: message }),
			};
		},
	})),
);

/** Lies that fit any request. */
export const GENERAL: Lie[] = [
	...BODIES.map((body) => said(body)),
	...STATUSES,
	...BROKEN,
	...REDIRECTS,
	...ECHOES,
];

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

const WRONG: Array<[string, unknown]> = [
	...[null, 5, -1, true, 'text', '', [], {}, [null], [[]], { id: null }].map(
		(value): [string, unknown] => [JSON.stringify(value), value],
	),
	['nothing', undefined],
	['an address elsewhere', ''],
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
			mayBeDone: true,
			nothing: true,
			hasEmptyRow: name === '{}' || name === 'nothing',
			tell: ({ second }) => ({
				status: exchange.status,
				headers: exchange.headers,
				body: JSON.stringify(
					changed(truth, path, name === 'an address elsewhere' ? `${second}/elsewhere` : value),
				),
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
		...{ name, mayBeDone: true },
		tell: (stage) => told(rows(stage), stage),
	});
	return isSlow
		? [lie('pages with new rows without end', ({ told: n }) => pageOf((row) => n * 100 + row))]
		: [lie('two pages in turn without end', ({ told: n }) => pageOf((row) => (n % 2) * 100 + row))];
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
