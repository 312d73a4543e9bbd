import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';
import { oAuth2Credential, webServicesCredential } from '../../harness/genesysCredentials';
import { withSimulator } from '../../harness/simulator';
import { until } from '../../harness/until';
import { addDraft, fileOf, linesOf, located, runsOn } from './helper';

const sim = withSimulator({ samples: false, webServices: { csrf: true, delayMs: 1 } });
const run = runsOn(sim);
const { stringify } = JSON;
const lines = () => linesOf(sim.control.requests.list());
const count = (wanted: RegExp) => lines().filter((line) => wanted.test(line)).length;
const ME = 'GET /api/v2/me 200';

/** IDs of new invitations, as items. */
async function invitations(many: number): Promise<IDataObject[]> {
	const add = async () => await sim.control.webServices.addEmail();
	const added = await Promise.all(Array.from({ length: many }, add));
	return added.map(({ id }) => ({ id }));
}
const accept = { interactionId: located('={{ $json.id }}') };

test('an operation is carried out as it is without the protection', async () => {
	const [{ id }] = await invitations(1);
	const { items, error } = await run('interaction', 'accept', { interactionId: located(`${id}`) });
	expect(error).toBeUndefined();
	expect(items).toMatchObject([{ json: { id, success: true } }]);
	expect(sim.control.webServices.interactions()).toMatchObject([{ id, state: 'Accepted' }]);
	expect(lines()).toEqual([ME, `POST /${id} 200`]);
});

test('where there is none, it is asked for once in a run', async () => {
	sim.control.webServices.set({ csrf: false });
	try {
		const { error } = await run('interaction', 'accept', accept, { items: await invitations(10) });
		expect(error).toBeUndefined();
		expect([count(/^GET/), count(/^POST .* 200$/)]).toEqual([1, 10]);
	} finally {
		sim.control.webServices.set({ csrf: true });
	}
});

test('one that expires in the middle of a run is renewed once, and nothing is done twice', async () => {
	const invited = await invitations(50);
	const parameters = { ...accept, options: { concurrency: 5, maxRetries: 0 } };
	const running = run('interaction', 'accept', parameters, { items: invited });
	await until(() => count(/^POST .* 200$/) >= 10);
	expect(sim.control.webServices.expireCsrf()).toBe(1);
	const { items, error } = await running;
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json)).toEqual(invited.map(({ id }) => ({ id, success: true })));
	const states = sim.control.webServices.interactions().map(({ state }) => state);
	expect(new Set(states)).toEqual(new Set(['Accepted']));
	const refused = count(/^POST .* 403$/);
	expect([count(/^GET/), count(/^POST .* 200$/)]).toEqual([2, 50]);
	expect(refused).toBeGreaterThan(0);
	expect(refused).toBeLessThanOrEqual(5);
});

test('the same with OAuth2, whose token expires as well', async () => {
	const invited = await invitations(20);
	const credentials = await oAuth2Credential(sim);
	sim.control.auth.expireTokens();
	const parameters = { ...accept, authentication: 'oAuth2', options: { concurrency: 5 } };
	const running = run('interaction', 'accept', parameters, { items: invited, credentials });
	await until(() => count(/^POST .* 200$/) >= 5);
	sim.control.webServices.expireCsrf();
	const { items, error } = await running;
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.id)).toEqual(invited.map(({ id }) => id));
	expect(count(/^POST \/\w+ 200$/)).toBe(20);
});

test.each([
	['JSON', { statusCode: 3, statusMessage: 'Not an agent' }, 'HTTP 403, 3, Not an agent'],
	['a page', '<html><b>Access denied</b></html>', 'HTTP 403, Access denied'],
])('a change that is forbidden is told with the reason (%s), after one look', async (...given) => {
	const [, body, said] = given;
	const [{ id }] = await invitations(1);
	sim.control.faults.add({
		kind: 'status',
		status: 403,
		body,
		times: 0,
		match: { method: 'POST' },
	});
	const { error } = await run('interaction', 'accept', { interactionId: located(`${id}`) });
	expect(error).toMatchObject({ httpCode: '403', message: 'Web Services refused access' });
	expect(error?.description).toContain(said);
	expect(lines()).toEqual([ME, `POST /${id} 403`, ME]);
});

test('a look that is redirected, or fails, changes nothing', async () => {
	const invited = await invitations(3);
	const headers = { location: `${sim.storageUrl}/elsewhere` };
	const match = { path: '/api/v2/me', method: 'GET' };
	sim.control.faults.add({ kind: 'status', status: 302, headers, match });
	sim.control.faults.add({ kind: 'reset', match });
	const parameters = { ...accept, options: { concurrency: 1, maxRetries: 0 } };
	const more = { items: invited, onError: 'continueRegularOutput' as const };
	const { items } = await run('interaction', 'accept', parameters, more);
	// The first has found no token in two looks.
	expect(items.map(({ json }) => json.success ?? json.error)).toEqual([
		expect.stringContaining('refused access'),
		...[true, true],
	]);
	expect(sim.control.exports.storage.requests()).toEqual([]);
});

test('attachments go up, down and away with it', async () => {
	const id = await addDraft(sim);
	const interactionId = located(id);
	const binary = [fileOf('Hello')];
	const { items } = await run('attachment', 'upload', { interactionId }, { binary });
	const attachmentId = located(`${String(items[0].json.documentId)}`);
	const { items: files } = await run('attachment', 'download', { interactionId, attachmentId });
	expect(files[0].binary?.data.fileName).toBe('letter.txt');
	const { error } = await run('attachment', 'delete', { interactionId, attachmentId });
	expect(error).toBeUndefined();
	expect(sim.control.webServices.attachments()).toEqual([]);
	expect(lines().filter((line) => line.endsWith('403'))).toEqual([]);
});

describe('a server of another kind', () => {
	/** Serves for the time of `work`; sends what it got. */
	const serve = async <T>(
		answer: (request: IncomingMessage, response: ServerResponse) => void,
		work: (credentials: ReturnType<typeof webServicesCredential>) => Promise<T>,
	) => {
		const requests: string[] = [];
		const server = createServer((request, response) => {
			requests.push(`${request.method} ${request.url?.replace('/api/v2/me', '')}`.trim());
			answer(request, response);
		});
		await once(server.listen(0, '127.0.0.1'), 'listening');
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		try {
			return { result: await work(webServicesCredential({ ...sim, url })), requests };
		} finally {
			server.closeAllConnections();
			server.close();
		}
	};
	const json = (response: ServerResponse, body: object, headers = {}, status = 200) =>
		response
			.writeHead(status, { 'content-type': 'application/json', ...headers })
			.end(stringify(body));

	test('its tokens are good for one change: no upload begins with an old one', async () => {
		let session = 0;
		const ofSession = () => ({
			'x-csrf-header': 'X-Token',
			'x-token': `t${session}`,
			'set-cookie': `JSESSIONID=s${session}`,
		});
		const upload = async (credentials: ReturnType<typeof webServicesCredential>) =>
			await run(
				'attachment',
				'upload',
				{ interactionId: located('={{ $json.id }}'), options: { concurrency: 1, maxRetries: 0 } },
				{
					items: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
					binary: Array.from({ length: 3 }, () => fileOf(Buffer.alloc(4 * 1024 * 1024))),
					credentials,
				},
			);
		const { result, requests } = await serve((request, response) => {
			const { 'x-token': token, cookie } = request.headers;
			if (request.method === 'GET') {
				json(response, { statusCode: 0, user: {} }, ofSession());
			} else if (token === `t${session}` && cookie === `JSESSIONID=s${session}`) {
				session++;
				request.resume().once('end', () => json(response, { statusCode: 0, documentId: 'd' }));
			} else {
				// It has read nothing of the file.
				request.socket.destroy();
			}
		}, upload);
		expect(result.error).toBeUndefined();
		expect(result.items).toHaveLength(3);
		expect(requests).toEqual(
			['a', 'b', 'c'].flatMap((id) => ['GET', `POST /interactions/${id}/attachments`]),
		);
	});

	test('it never answers who the agent is: what is asked of it is done all the same', async () => {
		const { result, requests } = await serve(
			(request, response) => {
				if (request.method === 'POST') json(response, { status: 'ok' });
			},
			async (credentials) =>
				await run(
					'interaction',
					'accept',
					{ ...accept, options: { timeout: 100, maxRetries: 0, concurrency: 5 } },
					{ items: ['a', 'b', 'c'].map((id) => ({ id })), credentials },
				),
		);
		expect(result.error).toBeUndefined();
		expect(result.items.map(({ json: { id } }) => id)).toEqual(['a', 'b', 'c']);
		expect(requests.sort()).toEqual([
			'GET',
			...['a', 'b', 'c'].map((id) => `POST /interactions/${id}`),
		]);
	});

	test('it deletes its session: the next change has another one', async () => {
		let session = 1;
		const { result, requests } = await serve(
			(request, response) => {
				const { cookie, 'x-token': token } = request.headers;
				const id = request.url?.split('/').at(-1);
				if (request.method === 'GET') {
					const cookies = { 'set-cookie': `JSESSIONID=s${session}; Path=/` };
					json(
						response,
						{ statusCode: 0 },
						{ 'x-csrf-header': 'X-Token', 'x-token': 't', ...cookies },
					);
				} else if (token !== 't' || cookie !== `JSESSIONID=s${session}`) {
					json(response, { statusCode: 3 }, {}, 403);
				} else {
					if (id === 'a') session++;
					const over = 'JSESSIONID=; Max-Age=0';
					json(response, { status: 'ok' }, id === 'a' ? { 'set-cookie': over } : {});
				}
			},
			async (credentials) =>
				await run(
					'interaction',
					'accept',
					{ ...accept, options: { concurrency: 1 } },
					{ items: [{ id: 'a' }, { id: 'b' }], credentials },
				),
		);
		expect(result.error).toBeUndefined();
		const [first, second] = ['POST /interactions/a', 'POST /interactions/b'];
		expect(requests).toEqual(['GET', first, second, 'GET', second]);
	});
});
