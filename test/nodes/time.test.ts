import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';
import { withLiar } from '../harness/liar';
import { runNode, type NodeRun } from '../harness/runNode';

/** How long a request, its retries and a list may take, against a server that keeps them waiting. */
const liar = withLiar();

const secureEmail = async (parameters: INodeParameters, more: Partial<NodeRun> = {}) =>
	await runNode({
		node: 'genesysSecureEmail',
		parameters: {
			resource: 'secureEmail',
			operation: 'count',
			authentication: 'apiKey',
			address: 'a@b.example',
			secureMailId: { __rl: true, mode: 'id', value: 'm1' },
			...parameters,
		},
		credentials: { genesysApi: { baseUrl: liar.url, apiKey: 'key' } },
		...more,
	});

const exportsRun = async (operation: string, options: INodeParameters, resource = 'file') =>
	await runNode({
		node: 'genesysUserDataManagement',
		parameters: {
			api: 'cdds',
			authentication: 'apiKey',
			resource,
			operation,
			file: { __rl: true, mode: 'id', value: 'a.zip' },
			job: { __rl: true, mode: 'id', value: '1' },
			options,
		},
		credentials: { genesysApi: { baseUrl: liar.url, apiKey: 'key' } },
	});

describe('Timeout', () => {
	/** A byte now and then, until nobody listens any more. */
	async function drip(response: ServerResponse, type: string) {
		response.writeHead(200, { 'content-type': type });
		while (!response.destroyed) {
			response.write(' ');
			await sleep(50);
		}
	}

	test('ends an answer that drips', async () => {
		liar.answer = async (response) => await drip(response, 'application/json');
		const { error } = await secureEmail({ options: { maxRetries: 0, timeout: 300 } });
		expect(error?.message).toBe('Genesys did not answer in time');
		expect(liar.sent).toHaveLength(1);
	});

	test('ends a login that drips', async () => {
		liar.answer = async (response) => await drip(response, 'application/json');
		const { error } = await secureEmail(
			{ authentication: 'token', options: { maxRetries: 0, timeout: 300 } },
			{
				credentials: {
					genesysTokenApi: {
						...{ baseUrl: liar.url, apiKey: 'key', clientId: 'c', clientSecret: 's' },
						...{ grantType: 'password', username: 'u', password: 'p' },
						...{ sessionToken: '', refreshToken: '' },
					},
				},
			},
		);
		expect(error?.message).toBe('Genesys did not answer in time');
	});

	test('each retry has its own', async () => {
		liar.answer = async (response) => {
			if (liar.sent.length === 1) await drip(response, 'application/json');
			else liar.json(response, { status: { code: 0 }, data: { count: 7 } });
		};
		const { items } = await secureEmail({ options: { maxRetries: 1, timeout: 300 } });
		expect(items[0].json).toMatchObject({ count: 7 });
	});
});

describe('what was done, and is asked for again since the answer was lost', () => {
	const twice = (first: (response: ServerResponse) => void, status: number, body: unknown = {}) => {
		liar.answer = (response) =>
			liar.sent.length === 1 ? first(response) : liar.json(response, body, status);
	};
	const broken = (response: ServerResponse) => void response.destroy();
	const options = { maxRetries: 2, timeout: 10_000 };

	test.each([
		['broke, then 404', broken, 404],
		['broke, then 410', broken, 410],
		['504 of a gateway, then 404', (response: ServerResponse) => liar.json(response, {}, 504), 404],
	])('a DELETE is done when there is nothing any more: %s', async (_what, first, status) => {
		twice(first, status);
		const { items, error } = await exportsRun('delete', options);
		expect([error, items.map(({ json }) => json)]).toEqual([undefined, [{ deleted: true }]]);
		expect(liar.sent.map(({ method }) => method)).toEqual(['DELETE', 'DELETE']);
	});

	test('a DELETE that was only told to wait has deleted nothing', async () => {
		twice((response) => liar.json(response, {}, 429, { 'retry-after': '1' }), 404);
		const { error } = await exportsRun('delete', options);
		expect(error?.message).toBe('Genesys has no file "a.zip"');
	});

	test('a web page does not say that it is gone', async () => {
		twice(broken, 404, '<html>no such page</html>');
		const { error } = await exportsRun('delete', options);
		expect(error?.httpCode).toBe('404');
		expect(error?.description).toContain('may have been carried out the first time');
	});

	test('a change that is refused then says so', async () => {
		twice(broken, 409);
		const { error } = await exportsRun('cancel', options, 'exportJob');
		expect(error?.httpCode).toBe('409');
		expect(error?.description).toContain('may have been carried out the first time');
	});
});
