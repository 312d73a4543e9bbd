import type { Change, Draft, Fate, Framing } from './draft';

const fate = (statuses: number[], mayEnd = false): Fate => ({
	...{ statuses, mayEnd, byNode: false, reads: false },
});
/** Refused by Node.js before anybody sees it. */
const NO_REQUEST = fate([400], true);

const method = (before: Fate, ...names: string[]): Change => {
	return (draft) => Object.assign(draft, { method: draft.choice.of(names), before });
};

/** What comes after the address: more of the path, or more of the query. */
const suffix =
	(text: string, before?: Fate): Change =>
	(draft) => {
		const isMore = text.startsWith('?') && draft.suffix.includes('?');
		draft.suffix = isMore ? `${draft.suffix}&${text.slice(1)}` : text + draft.suffix;
		draft.before = before;
	};

const framing = (kind: Framing, before?: Fate): Change => {
	return (draft) => Object.assign(draft, { framing: kind, before });
};

const spoiled =
	(spoil: (head: string, draft: Draft) => string, before = NO_REQUEST): Change =>
	(draft) =>
		Object.assign(draft, { spoil: (head: string) => spoil(head, draft), before });

/** Changes of the request that leave it what it is. */
export const HARMLESS: Record<string, Change> = {
	'in chunks': framing('chunked'),
	slowly: (draft) => (draft.pace = draft.choice.of([1, 5, 20])),
	'with a query': suffix('?a=1&a=2&b[c]=3'),
	'with a query that has a meaning': suffix(
		'?__proto__[polluted]=yes&constructor[prototype][polluted]=yes',
	),
	'with a long query': suffix(`?a=${'x'.repeat(6_000)}`),
	'with a slash at the end': suffix('/'),
	'by HTTP 1.0': (draft) => (draft.version = '1.0'),
};

/** Requests that nobody takes for a delivery. */
export const NO_DELIVERY: Record<string, Change> = {
	'another method': method(fate([404]), 'GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'),
	OPTIONS: method(fate([204]), 'OPTIONS'),
	// n8n's own words for a method that it does not know.
	PROPFIND: method(fate([500]), 'PROPFIND'),
	'no method': method(NO_REQUEST, 'post', 'POSTS', 'PO ST', '__proto__'),
	'a longer path': suffix('/more', fate([404])),
	'a path that cannot be decoded': suffix('%', fate([400])),
	'a path with NUL': suffix('%00', fate([404])),
	'no length': framing('none', fate([400, 401], true)),
	'too great a length': framing('too long', NO_REQUEST),
	'too small a length': framing('too short', fate([400, 401, 422], true)),
	'two lengths': framing('twice', NO_REQUEST),
	'a length and chunks': framing('both', NO_REQUEST),
	'another version': spoiled((head) => head.replace('HTTP/1.1', 'HTTP/3.7')),
	'no host': spoiled((head) => head.replace('Host: 127.0.0.1\r\n', '')),
	'no colon': spoiled((head) => head.replace('Host: ', 'Host ')),
	'a blank before the colon': spoiled((head) => head.replace('X-B3-TraceId:', 'X-B3-TraceId :')),
	'NUL in a header': spoiled((head) => head.replace('X-B3-TraceId: ', 'X-B3-TraceId: \0')),
	'a header too large': spoiled(
		(head) => head.replace('Host:', `X-Large: ${'x'.repeat(40_000)}\r\nHost:`),
		fate([431], true),
	),
	'an expectation that nobody meets': spoiled(
		(head) => head.replace('Host:', 'Expect: miracles\r\nHost:'),
		fate([417], true),
	),
	'chunks that are none': spoiled(
		(head) => head.replace(/Content-Length: \d+/, 'Transfer-Encoding: chunked'),
		fate([400, 401], true),
	),
	'an encoding of the transfer that is none': spoiled(
		(head) => head.replace(/Content-Length: \d+/, 'Transfer-Encoding: cow'),
		fate([400, 401], true),
	),
	'another protocol': spoiled((_, { choice }) =>
		choice.of([
			'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
			'\x16\x03\x01\x02\x00\x01\x00\x01\xfc',
			'\r\n\r\n\0\0\0\0',
			'{}',
		]),
	),
};

/** How often it comes. */
export const TIMES: Record<string, Change> = {
	'again and again': (draft) => (draft.copies = 2 + draft.choice.below(3)),
	'copies at once': (draft) =>
		Object.assign(draft, { copies: 2 + draft.choice.below(4), atOnce: true }),
	'again, after one who did not wait': (draft) => Object.assign(draft, { copies: 2, leaves: true }),
};
