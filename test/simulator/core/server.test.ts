import { request as httpRequest } from 'node:http';
import type { AxiosInstance } from 'axios';
import type { Simulator } from '../../../simulator';
import { start, startWithClient, until } from '../helper';

const WORKITEMS = '/nexus/v3/openmedia/workitems/interactions';
const SAMPLES = '/nexus/v3/securemail?address=consumer@example.com';

/** The operations as documented; `{id}` stands for a mail, `{item}` for a workitem. */
const OPERATIONS: Array<[method: string, path: string, body?: unknown]> = [
	['GET', SAMPLES],
	['POST', '/nexus/v3/securemail?securebox=abc', { data: { address: 'a@example.com' } }],
	['GET', '/nexus/v3/securemail/count?address=consumer@example.com'],
	['GET', '/nexus/v3/securemail/{id}?read=true'],
	['DELETE', '/nexus/v3/securemail/{id}?remove=delete'],
	['GET', '/nexus/v3/securemail/{id}/userdata'],
	['POST', WORKITEMS, { data: {} }],
	['GET', `${WORKITEMS}/ext_e`],
	['GET', `${WORKITEMS}/{item}`],
	['POST', `${WORKITEMS}/ext_e/update`, { data: {} }],
	['POST', `${WORKITEMS}/{item}/update`, { data: {} }],
	['POST', `${WORKITEMS}/ext_e/stop`, { data: {} }],
	['POST', `${WORKITEMS}/{item}/stop`, { data: {} }],
];

describe('server', () => {
	let sim: Simulator;
	let client: AxiosInstance;
	let control: AxiosInstance;

	beforeAll(async () => {
		({ sim, client, control } = await startWithClient());
	});
	beforeEach(async () => await sim.control.reset());
	afterAll(async () => await sim.close());

	test.each(OPERATIONS)('%s %s: 200 with the key, 403 without and with another', async (...op) => {
		const [method, path, data] = op;
		const { data: created } = await client.post(WORKITEMS, { data: { externalId: 'e' } });
		const [{ id }] = sim.control.secureEmails.list();
		const url = path.replace('{id}', id).replace('{item}', created.data.id);
		for (const key of [undefined, '', 'wrong', `${sim.apiKey}x`]) {
			const refused = await control.request({
				baseURL: sim.url,
				method,
				url,
				data,
				headers: key === undefined ? {} : { 'x-api-key': key },
			});
			expect([refused.status, refused.data]).toEqual([403, { message: 'Forbidden' }]);
		}
		expect((await client.request({ method, url, data })).status).toBe(200);
	});

	test.each([
		['GET', '/'],
		['GET', '/nexus/v3'],
		['GET', '/nexus/v3/securemail/'],
		['GET', '/nexus/v3/SecureMail?address=a'],
		['PUT', '/nexus/v3/securemail'],
		['PATCH', '/nexus/v3/securemail/x'],
		['GET', '/nexus/v3/securemail/a/b'],
		['GET', '/nexus/v3/openmedia/workitems'],
		['GET', WORKITEMS],
		['DELETE', `${WORKITEMS}/x`],
		['POST', `${WORKITEMS}/x/start`],
		['GET', '/nexus/v3/chat/sessions/x'],
		['HEAD', SAMPLES],
		['GET', '/_simulator/nothing'],
	])('%s %s is a 404', async (method, url) => {
		expect((await client.request({ method, url })).status).toBe(404);
	});

	test('a path that cannot be decoded is a 400', async () => {
		expect((await client.get(`${WORKITEMS}/%zz`)).status).toBe(400);
	});

	test('records requests as they came, also the refused ones', async () => {
		const bytes = Buffer.from('{"data": {"externalId":"ä", "userData":{}}}');
		await client.post(`${WORKITEMS}?x=1&y=a%20b&y=2`, bytes, {
			headers: { 'content-type': 'application/json', 'x-api-key': 'wrong' },
		});
		await client.get('/nowhere');
		expect(sim.control.requests.list()).toMatchObject([
			{
				method: 'POST',
				url: `${WORKITEMS}?x=1&y=a%20b&y=2`,
				path: WORKITEMS,
				query: { x: '1', y: ['a b', '2'] },
				headers: { 'x-api-key': 'wrong', 'content-type': 'application/json' },
				body: bytes.toString('utf8'),
				bodyBase64: bytes.toString('base64'),
				status: 403,
			},
			{ method: 'GET', path: '/nowhere', body: '', status: 404 },
		]);
		const { data } = await control.get('/requests', { params: { method: 'post', path: '/nexus' } });
		expect(data).toHaveLength(1);
		expect(Number.isNaN(Date.parse(data[0].time))).toBe(false);
		expect((await control.delete('/requests')).data).toEqual([]);
	});

	test('counts the most requests in flight', async () => {
		sim.control.faults.add({ kind: 'latency', ms: 60, times: 0 });
		await Promise.all(Array.from({ length: 7 }, async () => await client.get(SAMPLES)));
		expect((await control.get('/in-flight')).data).toEqual({ maxInFlight: 7 });
		expect((await control.delete('/in-flight')).data).toEqual({ maxInFlight: 0 });
		for (let i = 0; i < 3; i++) await client.get(SAMPLES);
		sim.control.faults.add({ kind: 'reset' });
		await client.get(SAMPLES).catch(() => {});
		await client.get(SAMPLES);
		expect(sim.control.requests.maxInFlight()).toBe(1);
	});

	test('a client that goes away is no longer in flight', async () => {
		sim.control.faults.add({ kind: 'latency', ms: 60_000 });
		const goes = new AbortController();
		const request = client.get(SAMPLES, { signal: goes.signal }).catch(() => 'gone');
		const inFlight = () => {
			sim.control.requests.resetMaxInFlight();
			return sim.control.requests.maxInFlight();
		};
		await until(() => inFlight() === 1);
		goes.abort();
		expect(await request).toBe('gone');
		await until(() => inFlight() === 0);
	});

	test('reset goes back to the start', async () => {
		const start = sim.control.secureEmails.list();
		await client.delete(`/nexus/v3/securemail/${start[0].id}?remove=purge`);
		await client.post(WORKITEMS, { data: {} });
		sim.control.chats.start();
		sim.control.faults.add({ kind: 'reset' });
		expect((await control.post('/reset')).status).toBe(200);
		expect(sim.control.secureEmails.list()).toEqual(start);
		expect(sim.control.workitems.list()).toEqual([]);
		expect(sim.control.chats.list()).toEqual([]);
		expect(sim.control.faults.list()).toEqual([]);
		expect(sim.control.requests.list()).toEqual([]);
		expect(sim.control.webhook.deliveries()).toEqual([]);
	});

	test('the control API lists its routes, and puts mails in place without events', async () => {
		const { data: overview } = await control.get('/');
		expect(overview.routes).toContain('POST /_simulator/faults');
		const { data: mail } = await control.post('/secure-emails', {
			address: 'new@example.com',
			securebox: 'abc',
			direction: 'outbound',
			data: { subject: 'Reply' },
		});
		const listed = await client.get('/nexus/v3/securemail?address=new@example.com&securebox=abc');
		expect(listed.data.data).toMatchObject([{ id: mail.id, subject: 'Reply', status: 'unread' }]);
		expect(sim.control.webhook.deliveries()).toEqual([]);
		expect((await control.post('/secure-emails', { addres: 'x' })).status).toBe(400);
		expect((await control.get('/secure-emails')).data).toEqual(sim.control.secureEmails.list());
	});
});

test('the list of requests is bounded, and can be off', async () => {
	const three = await startWithClient({ recordLimit: 3 });
	for (let i = 0; i < 5; i++) await three.client.get(`/nothing/${i}`);
	expect(three.sim.control.requests.list().map(({ number }) => number)).toEqual([3, 4, 5]);
	await three.sim.close();

	const off = await startWithClient({ record: false });
	await off.client.get(SAMPLES);
	expect(off.sim.control.requests.list()).toEqual([]);
	expect(off.sim.control.requests.maxInFlight()).toBe(1);
	await off.sim.close();
});

test('latencyMs delays every API call and no other', async () => {
	const { sim, client, control } = await startWithClient({ latencyMs: 500 });
	for (let calls = 0; calls < 2; calls++) {
		const call = client.get(SAMPLES);
		await until(() => sim.control.requests.list().length > calls);
		await control.get('/faults');
		expect(sim.control.requests.list()[calls].status).toBeNull();
		expect((await call).status).toBe(200);
	}
	await sim.close();
});

test('the seed decides ids and sample mails', async () => {
	const run = async (seed: number) => {
		const { sim, client } = await startWithClient({ seed });
		const answers = [
			(await client.get(SAMPLES)).data,
			(await client.post('/nexus/v3/securemail', { data: { address: 'a@example.com' } })).data,
			(await client.post(WORKITEMS, { data: { receivedAt: '2025-01-01T00:00:00Z' } })).data,
		];
		const [delivery] = sim.control.webhook.deliveries();
		await sim.close();
		return JSON.stringify([...answers, delivery])
			.replaceAll(sim.url, 'URL')
			.replaceAll(/127[^"]*/g, '');
	};
	expect(await run(7)).toBe(await run(7));
	expect(await run(7)).not.toBe(await run(8));
});

test('listens on 127.0.0.1 only, and on the port asked for', async () => {
	const first = await start({ port: 0 });
	expect(first.url).toBe(`http://127.0.0.1:${first.port}`);
	await expect(start({ port: first.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
	const { port } = first;
	await first.close();
	const again = await start({ port });
	expect(again.port).toBe(port);
	const refused = new Promise((resolve) => {
		const request = httpRequest({ host: '::1', port });
		request.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code));
		request.on('response', () => resolve('answered'));
		request.end();
	});
	expect(await refused).not.toBe('answered');
	await again.close();
});
