import type { INode } from 'n8n-workflow';
import { nexus as api } from '../../../nodes/shared/apis/engage';
import { apiError } from '../../../nodes/shared/transport/errors';
import { failureOf, type Failure } from '../../../nodes/shared/transport/failure';

const node = { name: 'Genesys', type: 'x', typeVersion: 1 } as INode;
const request = { method: 'GET', path: '/securemail/1' } as const;
const error = (failure: Failure, secrets: string[] = []) =>
	apiError(node, api, request, failure, secrets);
const answer = (status: number, body: unknown = '', headers = {}): Failure => ({
	kind: 'answer',
	status,
	headers,
	body,
});

test('says what happened, what to do, and what Genesys said', () => {
	const body = {
		referenceId: 'ref-1',
		status: { code: 'INVALID_PARAMETER', message: 'Bad address', detail: 'address is empty' },
	};
	const { message, description, httpCode } = error(answer(400, body));
	expect(message).toBe('Genesys did not accept a value of this request');
	expect(description).toBe(
		'Compare the fields of this node with the reason that Genesys gives. ' +
			'Genesys answered HTTP 400, INVALID_PARAMETER, Bad address, address is empty. Reference: ref-1.',
	);
	expect(httpCode).toBe('400');
});

test('what Genesys said ends with one period', () => {
	const { description } = error(answer(404, { code: 'not.found', message: 'There is none.' }));
	expect(description).toMatch(/not\.found, There is none\.$/);
});

test('the trace id of the answer comes before the reference of the body', () => {
	const { description } = error(answer(500, { referenceId: 'b' }, { 'x-b3-traceid': 'trace' }));
	expect(description).toContain('Reference: trace.');
});

test('Genesys support is named only where there is a reference to give', () => {
	const named = error(answer(500, { referenceId: 'b' })).description;
	expect(named).toMatch(/Reference: b\. If it persists, give it to Genesys support\.$/);
	expect(error(answer(500)).description).not.toContain('support');
	expect(error(answer(404, { referenceId: 'b' })).description).not.toContain('support');
});

test.each([
	['numbers', [9999, 1], '9999, 1'],
	['names', ['a.zip'], 'a.zip'],
	['failures', [{ code: 'x', message: 'No a' }, {}], 'No a'],
])('a list of %s says what the failure is about', (_what, body, said) => {
	expect(error(answer(400, body)).description).toContain(`HTTP 400, ${said}.`);
});

test.each([
	[301, 'redirect'],
	[401, 'sign-in'],
	[403, 'API key'],
	[404, 'did not find'],
	[409, 'conflict'],
	[418, 'did not accept this request'],
	[429, 'too many requests'],
	[500, 'could not process'],
	[503, 'could not process'],
])('HTTP %i is explained', (status, words) => {
	expect(error(answer(status)).message).toContain(words);
});

test.each([
	[{ 'retry-after': '5' }, 5000],
	[{}, undefined],
])('how long it asks to wait is at hand: %j', (headers, milliseconds) => {
	expect(error(answer(503, '', headers)).context.retryAfter).toBe(milliseconds);
});

test('a failure that came with HTTP 200 says so', () => {
	const { message, description } = error(
		answer(200, { status: { code: 'FAILURE', message: 'No' } }),
	);
	expect(message).toContain('did not carry it out');
	expect(description).toContain('HTTP 200, FAILURE, No');
});

test.each<[string, unknown, string]>([
	['of an operation', { status: 'error', errorDescription: 'Not now' }, 'Not now'],
	['a number with its text', { statusCode: 20, statusMessage: 'No' }, '20, No'],
	['the number that is the status', { statusCode: 400, statusMessage: 'No' }, 'No'],
	['both', { status: 'error', errorDescription: 'Not now', statusCode: 3 }, '3, Not now'],
	['no text', { statusCode: '7' }, '7'],
	['reasons that are no text', { errorDescription: { why: 'x' } }, '{"why":"x"}'],
	['one beside a status of another kind', { status: { code: 7 }, statusMessage: 'No' }, '7'],
])('what Web Services say is told: %s', (_what, body, said) => {
	expect(error(answer(400, body)).description).toContain(`HTTP 400, ${said}.`);
});

test('why parts of a request failed is told, each reason once', () => {
	const errors = ['No a', 'No b', 'No a'].map((message) => ({ status: { code: 404, message } }));
	const { description } = error(answer(400, { status: { code: 400, message: 'None' }, errors }));
	expect(description).toContain('Genesys answered HTTP 400, None, No a; No b.');
	const alone = error(answer(400, { errors: [...errors, {}, null, 'plain'] }));
	expect(alone.description).toContain('Genesys answered HTTP 400, No a; No b; plain.');
	for (const none of [[], {}, 'text', null]) {
		expect(error(answer(400, { errors: none })).description).toContain(
			'Genesys answered HTTP 400.',
		);
	}
});

test('the most exact text wins, then the request, then the API', () => {
	const text = (message: string) => ({ message, description: 'd' });
	const withTexts = (
		ofRequest: Record<string, ReturnType<typeof text>>,
		ofApi: Record<string, ReturnType<typeof text>>,
	) =>
		apiError(
			node,
			{ ...api, explanations: ofApi },
			{ ...request, explanations: ofRequest },
			answer(404),
			[],
		).message;
	expect(withTexts({ '404': text('request') }, { '404': text('api') })).toBe('request');
	expect(withTexts({}, { '404': text('api') })).toBe('api');
	expect(withTexts({ '4xx': text('class') }, { '404': text('exact') })).toBe('exact');
});

test('connection faults are told apart, and n8n does not replace their texts', () => {
	const thrown = (code: string) => failureOf({ cause: { code } });
	const messageFor = (code: string) => error(thrown(code)).message;
	expect(messageFor('ECONNREFUSED')).toBe('Nothing answers at the Base URL');
	expect(messageFor('ENOTFOUND')).toBe('The host of the Base URL is not known');
	expect(messageFor('ECONNABORTED')).toBe('Genesys did not answer in time');
	expect(messageFor('ECONNRESET')).toContain('broke before the answer was complete');
	expect(error(failureOf(new Error('Blocked by policy'))).description).toContain(
		'Blocked by policy',
	);
});

test('a page of a proxy is cut down to its text', () => {
	const page = `<html><style></style><h1>502 Bad Gateway</h1>${'x'.repeat(500)}</html>`;
	const { description } = error(answer(502, page));
	expect(description).toContain('502 Bad Gateway');
	expect(description).not.toContain('<');
	expect((description as string).length).toBeLessThan(400);
});

test('a page that opens tags without end is read in no time', () => {
	const { description } = error(answer(500, '<'.repeat(1_000_000)));
	expect(description).toContain(`HTTP 500, ${'<'.repeat(200)}…`);
	expect(error(answer(500, '<a'.repeat(1_000_000))).description).toContain('HTTP 500, <a<a');
});

test('a long message is cut', () => {
	const long = 'x'.repeat(100_000);
	for (const body of [{ message: long }, { message: { long } }, { error: long }]) {
		expect((error(answer(400, body)).description as string).length).toBeLessThan(2_200);
	}
});

test('secrets do not show, not even when the server repeats them', () => {
	const body = {
		status: { code: 'X', message: 'Key s3cret-key is unknown', detail: 's3cret-key' },
	};
	const shown = error(answer(403, body), ['s3cret-key']);
	expect(JSON.stringify(shown)).not.toContain('s3cret-k');
	expect(shown.description).toContain(
		'Genesys answered HTTP 403, X. What else it said is left out, since it holds a part of a secret.',
	);
});

test.each<[string, Failure, string]>([
	[
		'a reference',
		answer(500, '', { 'x-request-id': 'of s3cret-key' }),
		'Genesys answered HTTP 500. Reference: left out, since it holds a part of a secret.',
	],
	[
		'what something else said',
		{ kind: 'other', reason: 'Blocked: czNjcmV0LWtleQ==' },
		'The reason is left out, since it holds a part of a secret.',
	],
	[
		'what a login said',
		{ kind: 'signIn', reason: 'The login answered s3cret%2Dkey.', code: 'x' },
		'The reason is left out, since it holds a part of a secret.',
	],
	[
		'why a part failed',
		answer(400, { errors: [{ message: 's3cret-key' }] }),
		'Genesys answered HTTP 400. What else it said is left out, since it holds a part of a secret.',
	],
])('a secret does not show in %s', (_what, failure, said) => {
	expect(error(failure, ['s3cret-key']).description).toContain(said);
});

test('a secret does not show in the address of the request', () => {
	const { context } = apiError(node, api, { method: 'GET', path: '/s3cret-key' }, answer(404), [
		's3cret-key',
	]);
	expect(context.request).toBe('GET (left out, since it holds a part of a secret)');
});

test.each([null, undefined, 0, [], {}, { status: null }, { error: 'text' }, { error: null }])(
	'any body is survived: %j',
	(body) => {
		expect(error(answer(500, body)).message).toContain('could not process');
	},
);

describe('an API that has error codes of its own', () => {
	const explanations = {
		'400': { message: 'A value', description: 'Check it.' },
		'not.a.client': { message: 'A user', description: 'Use a client.' },
	};
	const said = (body: unknown, headers = {}) =>
		apiError(node, { ...api, explanations }, request, answer(400, body, headers), []);

	test('the text for its code comes before that for the status', () => {
		const { message, description } = said(
			{ code: 'not.a.client', message: 'No client', status: 400 },
			{ 'inin-correlation-id': 'c-1' },
		);
		expect(message).toBe('A user');
		expect(description).toBe(
			'Use a client. Genesys answered HTTP 400, not.a.client, No client. Reference: c-1.',
		);
	});

	test.each([{ code: 'other.code' }, { code: { is: 'odd' } }, {}, 'text', null])(
		'that for the status holds for the body %j',
		(body) => expect(said(body).message).toBe('A value'),
	);
});

describe("the API's own code", () => {
	test.each([404, '404', 'refused', 'constructor', '__proto__'])(
		'%j has no text, so the status has the word',
		(code) => {
			const { message } = error(answer(400, { status: { code, message: 'No' } }));
			expect(message).toBe('Genesys did not accept a value of this request');
		},
	);
});

describe("an answer of the login that n8n's OAuth2 throws", () => {
	const thrown = (fields: object) =>
		error(failureOf({ message: 'x', cause: Object.assign(new Error('HTTP status'), fields) }));

	test('too many requests are an answer, which may be waited for', () => {
		const { message, httpCode } = thrown({ code: 'ESTATUS', status: 429, body: '{"a":1}' });
		expect(message).toContain('too many requests');
		expect(httpCode).toBe('429');
	});

	test.each([{ error: { code: 'x' } }, { error: 7 }])('a body %j is shown as it is', (body) => {
		const { description } = thrown({ code: 'EAUTH', body });
		expect(description).toContain(`The login answered ${JSON.stringify(body)}.`);
	});
});
