import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { MOST_BYTES, say, type Change, type Draft } from './draft';

/** Without those of XML: whether n8n's own parser takes JSON for it depends on what it has read before. */
const TYPES = [
	...['application/json;charset=utf-8', 'Application/JSON; Charset="UTF-8"', 'application/json;'],
	...['application/json; charset=utf-16', 'application/json; charset=utf-16le'],
	...['application/json; charset=iso-8859-1', 'application/json; charset=latin1'],
	...['application/json; charset=base64', 'application/json; charset=__proto__'],
	...['application/vnd.genesys+json', 'application/json-patch+json', 'text/json'],
	...['text/plain', 'text/plain; charset=utf-7', 'text/html', 'text/csv'],
	...['application/octet-stream'],
	...['application/x-www-form-urlencoded', 'multipart/mixed; boundary=x', 'multipart/form-data'],
	...['multipart/form-data; boundary=x', 'image/png', 'nonsense', ';;;', '/', '__proto__', '{}'],
	`text/${'x'.repeat(4_000)}`,
];

/** Changes of the content type. */
export const CONTENT_TYPES: Record<string, Change> = {
	none: (draft) => (draft.contentType = undefined),
	another: (draft) => (draft.contentType = draft.choice.of(TYPES)),
	'a right form': (draft) => {
		// n8n consumes it, so that nobody can tell whether its signature is right.
		const part = 'Content-Disposition: form-data; name="payload"';
		say(draft, `--x\r\n${part}\r\n\r\n${draft.body.toString('utf8')}\r\n--x--\r\n`, 'no object');
		draft.contentType = 'multipart/form-data; boundary=x';
	},
};

const encoded =
	(name: string, encode: (draft: Draft) => Buffer, broken = false): Change =>
	(draft) =>
		(draft.encoded = { name, bytes: encode(draft), broken });

/** One that n8n does not know: what comes is what was sent. */
const unknown =
	(name: string, encode: (body: Buffer) => Buffer): Change =>
	(draft) => {
		say(draft, encode(draft.body), 'no object');
		draft.headers.push(['Content-Encoding', name]);
	};

const zipped = ({ body }: Draft) => gzipSync(body);
const without = (length: number) => (draft: Draft) => zipped(draft).subarray(0, -length);

/** Changes of the content encoding. The signature is that of the bytes that n8n has when it is off. */
export const ENCODINGS: Record<string, Change> = {
	gzip: encoded('gzip', zipped),
	deflate: encoded('deflate', ({ body }) => deflateSync(body)),
	'gzip in two parts': encoded('gzip', ({ body }) =>
		Buffer.concat([gzipSync(body.subarray(0, 9)), gzipSync(body.subarray(9))]),
	),
	'gzip that is none': encoded('gzip', ({ body }) => Buffer.concat([Buffer.from('x'), body]), true),
	'gzip cut short': encoded('gzip', without(9), true),
	'gzip of another length': encoded(
		'gzip',
		(draft) => Buffer.concat([without(1)(draft), Buffer.from([0x7f])]),
		true,
	),
	'deflate that is none': encoded('deflate', ({ body }) => deflateRawSync(body), true),
	'a gzip bomb': encoded('gzip', () => BOMB, true),
	br: unknown('br', brotliCompressSync),
	'gzip in capitals': unknown('GZIP', gzipSync),
	'gzip twice': unknown('gzip, gzip', (body) => gzipSync(gzipSync(body))),
	identity: (draft) => draft.headers.push(['Content-Encoding', 'identity']),
};

/** 64 MiB in 64 kB. */
const BOMB = gzipSync(Buffer.alloc(4 * MOST_BYTES));

/** Header lines that change nothing. */
export const NOISE: Record<string, Change> = Object.fromEntries(
	Object.entries<Array<[string, string]>>({
		'many lines': Array.from({ length: 50 }, (_, index) => [`X-Header-${index}`, String(index)]),
		'a long line': [['X-Long', 'x'.repeat(8_000)]],
		'lines that come again': [
			...['a', 'b', 'c'].map((value): [string, string] => ['X-Again', value]),
			...['a=1', 'b=2'].map((value): [string, string] => ['Cookie', value]),
		],
		'names with a meaning': [
			...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length'].map(
				(name): [string, string] => [name, '{"polluted":"yes"}'],
			),
		],
		'of proxies': [
			['X-Forwarded-For', '127.0.0.1'],
			['X-Forwarded-Proto', 'https'],
			['X-HTTP-Method-Override', 'DELETE'],
			['X-Original-URL', '/rest/settings'],
			['Forwarded', 'for=127.0.0.1'],
		],
		'of others who sign': [
			['X-Hub-Signature-512', 'sha512=00'],
			['X-Signature', '00'],
			['Authorization', 'Basic YTpi'],
		],
		'of a browser': [
			['Origin', 'https://example.com'],
			['User-Agent', 'Mozilla/5.0 (compatible; Googlebot/2.1)'],
			['Accept-Language', '*'],
		],
		'for conditions': [
			['If-None-Match', '*'],
			['If-Modified-Since', 'Thu, 01 Jan 1970 00:00:00 GMT'],
			['Range', 'bytes=0-0'],
			['Expect', '100-continue'],
		],
		'with letters that are no ASCII': [['X-Letters', 'ä\u0080\u00ff']],
	}).map(([name, lines]) => [name, (draft: Draft) => draft.headers.push(...lines)]),
);
