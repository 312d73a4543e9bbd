import { Readable } from 'node:stream';
import type { INode } from 'n8n-workflow';
import { hasFailed, workspace } from '../../../nodes/shared/apis/workspace';
import { apiError } from '../../../nodes/shared/transport/errors';
import { ApiResponse } from '../../../nodes/shared/transport/response';

/** What n8n's helper gives for a download: a stream that has the status of its answer. */
const download = (statusCode: number) => Object.assign(Readable.from([]), { statusCode });

describe('whether an answer reports a failure', () => {
	test.each<[string, unknown]>([
		['an operation', { status: 'ok' }],
		['another spelling', { status: 'OK', replyInteractionId: 'r' }],
		['spaces around it', { status: 'ok ', statusCode: ' 0' }],
		['all else', { statusCode: 0, documentId: 'd' }],
		['the number as text', { statusCode: '0' }],
		['both', { status: 'ok', statusCode: 0 }],
		['neither', { interactions: [] }],
		['no number', { statusCode: null }],
		['a status that is no word', { status: { code: 1 } }],
		['nothing', ''],
		['null', null],
		['undefined', undefined],
		['a list', [{ statusCode: 5 }]],
		['a stream', download(200)],
		['a stream with another status', download(404)],
	])('%s: none', (_what, body) => {
		expect(hasFailed(body)).toBe(false);
	});

	test.each<[string, unknown]>([
		['an operation', { status: 'error', errorDescription: 'No' }],
		['a word that is not documented', { status: 'failed' }],
		['an empty word', { status: '' }],
		['all else', { statusCode: 20, statusMessage: 'No' }],
		['the number as text', { statusCode: '20' }],
		['a word with a number that is none', { status: 'error', statusCode: 0 }],
		['a number with a word that is none', { status: 'ok', statusCode: 3 }],
		['a text', 'Service unavailable'],
		['a page', '<html>Sign in</html>'],
	])('%s: one', (_what, body) => {
		expect(hasFailed(body)).toBe(true);
	});
});

describe('what is in an answer', () => {
	const response = (body: unknown) => new ApiResponse(200, {}, body, workspace.envelope);

	test('an interaction', () => {
		const interaction = { id: 'i', state: 'Invited' };
		expect(response({ statusCode: 0, interaction }).thing()).toEqual(interaction);
	});

	test('the rest of an operation, without how it went', () => {
		expect(response({ status: 'ok', replyInteractionId: 'r' }).thing()).toEqual({
			replyInteractionId: 'r',
		});
		expect(response({ statusCode: 0 }).thing()).toEqual({});
	});

	test('a list', () => {
		expect(response({ statusCode: 0, interactions: [{ id: 'i' }] }).rows()).toEqual([{ id: 'i' }]);
	});

	test('a list that is null, which has nothing in it', () => {
		const none = response({ statusCode: 0, interactions: null });
		expect(none.rows()).toEqual([]);
		expect(none.undocumentedRows()).toEqual([]);
	});
});

test.each<[string, number, unknown, string, string]>([
	[
		'the sign-in',
		401,
		{ statusCode: 20, statusMessage: 'Authentication failed' },
		'Web Services did not accept the sign-in of the agent',
		'Genesys answered HTTP 401, 20, Authentication failed.',
	],
	[
		'the token',
		403,
		'Missing or invalid Csrf token',
		'Web Services refused access',
		'Genesys answered HTTP 403, Missing or invalid Csrf token.',
	],
	[
		'access, with a page',
		403,
		'<html><h1>Access denied</h1></html>',
		'Web Services refused access',
		'Genesys answered HTTP 403, Access denied.',
	],
	[
		'what is unknown',
		404,
		{ statusCode: 6, statusMessage: 'There is no interaction x.' },
		'Web Services did not find what this request asks for',
		'Genesys answered HTTP 404, 6, There is no interaction x.',
	],
	[
		'an operation',
		200,
		{ status: 'error', errorDescription: 'Not possible in state Invited' },
		'Web Services did not carry out the operation',
		'Genesys answered HTTP 200, Not possible in state Invited.',
	],
	[
		'an operation, without a reason',
		200,
		{ status: 'error' },
		'Web Services did not carry out the operation',
		'Genesys answered HTTP 200.',
	],
	[
		'all else',
		200,
		{ statusCode: '3', statusMessage: 'No space left' },
		'Web Services did not carry out the operation',
		'Genesys answered HTTP 200, 3, No space left.',
	],
	[
		'what the number repeats',
		409,
		{ statusCode: 409, statusMessage: 'Conflict' },
		'Web Services did not carry out the operation',
		'Genesys answered HTTP 409, Conflict.',
	],
	[
		'what something else answers',
		200,
		'<html>Sign in</html>',
		'Something other than a Genesys web API answered',
		'Genesys answered HTTP 200, Sign in.',
	],
])('a failure of %s is explained (%i)', (_what, status, body, message, said) => {
	const node = { name: 'Genesys', type: 'x', typeVersion: 1 } as INode;
	const request = { method: 'POST', path: '/me/interactions/x' } as const;
	const failure = { kind: 'answer', status, headers: {}, body } as const;
	const error = apiError(node, workspace, request, failure, []);
	expect(error.message).toBe(message);
	expect(error.description).toContain(said);
});
