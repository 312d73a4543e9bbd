import type { IncomingHttpHeaders } from 'node:http';
import { gzipSync } from 'node:zlib';
import { RENEWED } from './credentials';

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
	/** How the client lets the answer be packed. */
	accepts: string;
}

export interface Lie {
	name: string;
	/** What it has in common with others, if that is not its name: a sample has some of each kind. */
	kind?: string;
	/** Whether what was asked for may have been carried out for all that the client is told. */
	mayBeDone: boolean;
	/** Whether it is told once, and the truth after it. */
	once?: boolean;
	/** Whether it says that there is nothing: then no item is right. */
	nothing?: boolean;
	/** Whether a row of a list has nothing in it. */
	hasEmptyRow?: boolean;
	/** What has to come of every item, when it is told to the first request. */
	outcome?: 'success' | 'failure';
	/** What stands for things that nobody asked for: nothing of them may come out or be asked for. */
	stranger?: string;
	/** How many requests are enough for anybody. */
	most?: number;
	/** Whether a file that comes out has to be all of it. */
	whole?: boolean;
	/** What becomes of the Base URL of the credential. */
	baseUrl?: (url: string) => string;
	/** Milliseconds that the client waits, when there is a reason not to wait for long. */
	timeout?: number;
	/** The texts of secrets that it says, as they are said. */
	quotes?: (secrets: string[]) => string[];
	/** Without it, the truth is told. */
	tell?: (stage: Stage) => Told;
}

const json = { 'content-type': 'application/json' };

const said = (body: string, name = body.slice(0, 40) || 'empty body'): Lie => ({
	name: `200 ${name}`,
	mayBeDone: true,
	nothing: /\[\]|^{"status":{"code":0}}$/.test(body),
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
	...(REFUSALS.includes(status) && { outcome: 'failure' as const }),
	tell: () => ({ status, headers: { ...json, ...headers }, body }),
});

/** What no operation takes for an answer. */
const REFUSALS = [401, 403, 413, 429, 502, 503, 504];

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
			...{ once, mayBeDone: true, ...(!once && { outcome: 'failure' }) },
			tell: () => ({ breaksAfter: 0 }),
		},
		{
			name: `broken off in the answer${once ? ', once' : ''}`,
			...{ once, mayBeDone: true, ...(!once && { outcome: 'failure' }) },
			tell: () => ({
				headers: { ...json, 'content-length': '100' },
				body: '{"id":"1","items":[{"i',
				breaksAfter: 20,
			}),
		},
	]),
	...[20, Infinity].map((drips): Lie => ({
		name: drips === Infinity ? 'no answer' : 'a byte at a time',
		...{ timeout: 150, mayBeDone: true, outcome: 'failure' },
		tell: () => ({ headers: json, body: JSON.stringify({ id: 'x'.repeat(100_000) }), drips }),
	})),
	...[502, 504].map((status): Lie => ({
		...{ name: `${status} once`, mayBeDone: true, once: true },
		tell: () => ({ status, headers: json }),
	})),
	...[200, 400, 500].map((status) => ({
		...answered(status, '<'.repeat(200_000)),
		name: `${status} with 200,000 open tags`,
	})),
];

/** What is wrong with the address in the credential; a server that tells the truth all the time shows it. */
export const ADDRESSES: Lie[] = [
	{
		name: 'an address with slashes and blanks at its end',
		...{ mayBeDone: true, outcome: 'success' },
		baseUrl: (url) => ` ${url}//  `,
	},
	{
		name: 'an address that is none',
		...{ mayBeDone: true, outcome: 'failure' },
		baseUrl: () => 'nowhere',
	},
];

const REDIRECTS = [301, 302, 303, 307, 308].map((status): Lie => ({
	name: `${status} to another host`,
	mayBeDone: false,
	tell: ({ second }) => ({ status, headers: { location: `${second}/stolen` } }),
}));

/** What a server says of the token that it gave last, where there is one that is renewed. */
export const RENEWAL: Lie = {
	name: '401, then 400 that quotes the renewed token',
	mayBeDone: false,
	quotes: () => [RENEWED],
	tell: ({ told }) => ({
		status: told === 0 ? 401 : 400,
		headers: json,
		body: told === 0 ? '' : JSON.stringify({ message: `refused ${RENEWED}` }),
	}),
};

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

/** @param some which of the secrets are repeated: words that hold any are left out whole */
const echoes = (name: string, some: (secrets: string[]) => string[]): Lie[] =>
	Object.entries(FORMS).flatMap(([form, of]) =>
		[200, 400, 403, 500].map((status): Lie => ({
			name: `${status} quotes ${name} ${form}`,
			mayBeDone: status === 200 || status === 500,
			quotes: (secrets) => some(secrets).map(of),
			tell: ({ secrets }) => {
				const message = `refused ${some(secrets).map(of).join(' and ')}`;
				const words = { message, code: 'bad.request', status: { code: 9, message } };
				return {
					status,
					headers: json,
					body: JSON.stringify({ ...words, errors: [{ message }], error_description: message }),
				};
			},
		})),
	);

const ECHOES = echoes('the credential', (secrets) => secrets);

/** What a storage can repeat of the link by which it is asked, which is the last of the secrets then. */
export const LINK_ECHOES = echoes('the link', (secrets) => secrets.slice(-1));

/** Lies that fit any request. */
export const GENERAL: Lie[] = [
	...BODIES.map((body) => said(body)),
	...STATUSES,
	...BROKEN,
	...REDIRECTS,
	...ECHOES,
];
