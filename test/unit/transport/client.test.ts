import type { IDataObject, IExecuteFunctions, IHttpRequestOptions, INode } from 'n8n-workflow';
import { nexus } from '../../../nodes/shared/apis/engage';
import { workspace } from '../../../nodes/shared/apis/workspace';
import type { ApiRequest, StreamedBody } from '../../../nodes/shared/transport/api';
import { openClient } from '../../../nodes/shared/transport/client';

const parameters = { authentication: 'oAuth2' };
const node = { name: 'Genesys', type: 'x', typeVersion: 1, parameters } as unknown as INode;
const post = { method: 'POST', path: '/things' } as const;

/** A client of a server that answers so; `reads` has what n8n gives when it is asked for the credential. */
async function client(statusCode: number, body: unknown, reads: Array<Error | IDataObject> = []) {
	const sent: IHttpRequestOptions[] = [];
	const first = { baseUrl: 'https://genesys.example', apiKey: 'the-key' };
	const answers = [first, ...reads];
	const context = {
		getNode: () => node,
		getCredentials: async () => {
			const answer = answers.shift();
			if (answer instanceof Error) throw answer;
			return answer;
		},
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => {
				sent.push(options);
				return { statusCode, headers: {}, body };
			},
		},
	} as unknown as IExecuteFunctions;
	const send = await openClient(context, nexus, { timeout: 1_000, maxRetries: 0 });
	return { send, sent };
}

const file: StreamedBody = {
	[Symbol.toStringTag]: 'Blob',
	type: 'text/plain',
	size: 2,
	async *stream() {
		yield Buffer.from('a');
		yield Buffer.from('b');
	},
};

test.each<[string, ApiRequest['body'], unknown, string | undefined]>([
	['an empty object is sent, which n8n would leave out', {}, '{}', 'application/json'],
	['an object as it is', { a: 1 }, { a: 1 }, undefined],
	['a list as it is, also an empty one', [], [], undefined],
	['no body stays none', undefined, undefined, undefined],
])('%s', async (_what, body, expected, type) => {
	const { send, sent } = await client(200, {});
	await send({ ...post, body });
	expect(sent[0].body).toEqual(expected);
	expect(sent[0].headers?.['Content-Type']).toBe(type);
});

test('a stream is sent as it is, and can be read again', async () => {
	const { send, sent } = await client(200, {});
	await send({ ...post, body: file });
	const body = sent[0].body as unknown as StreamedBody;
	expect(`${body}`).toBe('[object Blob]');
	expect(body).toMatchObject({ type: 'text/plain', size: 2 });
	expect(sent[0].headers?.['Content-Type']).toBeUndefined();
	for (let time = 0; time < 2; time++) {
		let content = '';
		for await (const piece of body.stream()) content += String(piece);
		expect(content).toBe('ab');
	}
});

test('a body is not written out to see whether it is empty', async () => {
	const { send } = await client(200, {});
	const toJSON = jest.fn();
	await send({ ...post, body: { toJSON } as unknown as IDataObject });
	expect(toJSON).not.toHaveBeenCalled();
});

describe('a request that fails', () => {
	const oauthTokenData = { access_token: 'renewed-token' };
	const echo = { status: { code: 'X', message: 'not renewed-token nor the-key' } };

	test('does not show a token that n8n has renewed meanwhile', async () => {
		const { send } = await client(400, echo, [{ oauthTokenData }]);
		await expect(send(post)).rejects.toMatchObject({
			description: expect.stringContaining('HTTP 400, X. What else it said is left out'),
		});
	});

	test('says why, also when the credential cannot be read any more', async () => {
		const { send } = await client(404, {}, [new Error('The credential was deleted')]);
		await expect(send(post)).rejects.toThrow('did not find');
	});
});

test('what cleans up after a cancelled execution gets its CSRF token all the same', async () => {
	const sent: Array<[string, boolean | undefined]> = [];
	const cancelled = AbortSignal.abort();
	const context = {
		getNode: () => ({ ...node, parameters: { authentication: 'webServices' } }),
		getCredentials: async () => ({ baseUrl: 'https://genesys.example', user: 'u', password: 'p' }),
		getExecutionCancelSignal: () => cancelled,
		helpers: {
			async httpRequestWithAuthentication(
				this: IExecuteFunctions,
				_type: string,
				{ method = 'GET', url }: IHttpRequestOptions,
			) {
				sent.push([`${method} ${url}`, this.getExecutionCancelSignal()?.aborted]);
				return { statusCode: 200, headers: {}, body: { statusCode: 0 } };
			},
		},
	} as unknown as IExecuteFunctions;
	const send = await openClient(context, workspace, { timeout: 1_000, maxRetries: 0 });
	await send({ ...post, afterCancel: true });
	expect(sent).toEqual([
		['GET https://genesys.example/api/v2/me', false],
		['POST https://genesys.example/api/v2/things', false],
	]);
});
