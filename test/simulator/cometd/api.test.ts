import type { AxiosInstance } from 'axios';
import { SERVICE_CHANNEL, UPDATES_CHANNEL, type Simulator } from '../../../simulator';
import { BayeuxClient, held, keyAndToken, NOTIFICATIONS, subscribed } from './bayeux';
import { startWithClient } from '../helper';

const UPDATE = { subscriptionId: 's', statisticId: 'a', value: { intValue: 1 }, timestamp: 5 };
const HANDSHAKE = {
	channel: '/meta/handshake',
	version: '1.0',
	supportedConnectionTypes: ['long-polling'],
};

describe('notifications', () => {
	let sim: Simulator;
	let control: AxiosInstance;

	beforeAll(async () => {
		({ sim, control } = await startWithClient({ statistics: { tickMs: 0 } }));
	});
	beforeEach(async () => {
		await sim.control.reset();
		sim.control.statistics.set({ requireToken: true, envelope: true });
		sim.control.cometd.set({ timeoutMs: 30_000, intervalMs: 0, maxIntervalMs: 10_000 });
	});
	afterAll(async () => await sim.close());

	test.each([
		[
			'the envelope',
			true,
			{ name: 'StatisticUpdate', topic: UPDATES_CHANNEL, data: { statistics: [UPDATE] } },
		],
		['no envelope', false, { statistics: [UPDATE] }],
	])('an update ends the long poll, with %s', async (_case, envelope, data) => {
		sim.control.statistics.set({ envelope });
		const client = await subscribed(sim);
		const poll = client.connect();
		await held(sim);
		expect(sim.control.cometd.sessions()).toEqual([
			{
				clientId: client.clientId,
				channels: [UPDATES_CHANNEL],
				held: true,
				since: expect.stringMatching(/^\d{4}-.*Z$/),
			},
		]);
		sim.control.statistics.publishUpdates([UPDATE]);
		expect(await poll).toMatchObject([
			{ channel: UPDATES_CHANNEL, data },
			{ channel: '/meta/connect', successful: true },
		]);
		expect(sim.control.cometd.heldPolls()).toBe(0);
		expect((await client.meta('disconnect'))[0].successful).toBe(true);
		expect(sim.control.cometd.sessions()).toEqual([]);
	});

	test('every session that is subscribed hears it, the others do not', async () => {
		const clients = [
			await subscribed(sim),
			await subscribed(sim),
			await subscribed(sim, SERVICE_CHANNEL),
		];
		const left = await subscribed(sim);
		expect((await left.meta('unsubscribe', { subscription: UPDATES_CHANNEL }))[0].successful).toBe(
			true,
		);
		sim.control.statistics.publishUpdates([UPDATE]);
		const now = { advice: { timeout: 0 } };
		const heard = await Promise.all([...clients, left].map(async (one) => await one.connect(now)));
		expect(heard.map((messages) => messages.length)).toEqual([2, 2, 1, 1]);
	});

	test('the state of the service is announced', async () => {
		const client = await subscribed(sim, SERVICE_CHANNEL);
		sim.control.statistics.setServiceState('UNAVAILABLE');
		sim.control.statistics.setServiceState('AVAILABLE');
		const messages = (await client.connect()).slice(0, 2);
		expect(messages.map(({ data }) => data)).toEqual(
			['UNAVAILABLE', 'AVAILABLE'].map((serviceState) => ({
				name: 'ServiceStateChange',
				topic: SERVICE_CHANNEL,
				data: { serviceState },
			})),
		);
	});

	test('works at the endpoint itself, with and without a slash, alone or in an array', async () => {
		for (const path of ['', '/', '/handshake']) {
			for (const body of [HANDSHAKE, [HANDSHAKE]]) {
				const { status, data } = await new BayeuxClient(sim).post(path, body);
				expect([status, data[0].successful]).toEqual([200, true]);
			}
		}
		const batch = await subscribed(sim);
		const { data } = await batch.post('', [
			{ channel: '/meta/subscribe', clientId: batch.clientId, subscription: SERVICE_CHANNEL },
			{ channel: '/meta/connect', clientId: batch.clientId, connectionType: 'long-polling' },
		]);
		expect(data.map((one: { successful: boolean }) => one.successful)).toEqual([true, true]);
	});

	test.each([
		['/connect', [HANDSHAKE]],
		['/handshake', [HANDSHAKE, { channel: '/meta/connect' }]],
		['', []],
		['', [1]],
		['', [{ id: '1' }]],
		['', [{ channel: 'x' }]],
		['', [{ channel: '/meta/subscribe', subscription: 'x' }]],
		['', 'x'],
	])('POST %s %j is a 400', async (path, body) => {
		expect((await new BayeuxClient(sim).post(path, body)).status).toBe(400);
		expect(sim.control.cometd.sessions()).toEqual([]);
	});

	test('only the two channels exist, and clients cannot publish', async () => {
		const client = await subscribed(sim);
		expect(await client.subscribe('/statistics/v3/other')).toMatchObject({
			successful: false,
			error: '403::subscribe_denied',
		});
		const { clientId } = client;
		const { data } = await client.post('/', [{ channel: UPDATES_CHANNEL, clientId, data: {} }]);
		expect(data[0]).toMatchObject({ successful: false, error: '403::publish_denied' });
		expect((await client.post('/other', [HANDSHAKE])).status).toBe(404);
	});

	test('key and token are checked at every request', async () => {
		const { accessToken } = sim.control.auth.issueToken('agent');
		const status = async (headers: Record<string, string>) =>
			(await new BayeuxClient(sim, headers).post('/handshake', [HANDSHAKE])).status;
		const key = { 'x-api-key': sim.apiKey };
		const token = { authorization: `Bearer ${accessToken}` };
		expect(await status({})).toBe(403);
		expect(await status({ ...key, authorization: 'Bearer x' })).toBe(401);
		expect(await status({ ...key, ...token })).toBe(200);
		expect(await status(key)).toBe(401);
		sim.control.statistics.set({ requireToken: false });
		expect(await status(key)).toBe(200);
		expect(await status({ ...key, authorization: 'Bearer x' })).toBe(401);
		sim.control.statistics.set({ requireToken: true });
		const client = new BayeuxClient(sim, { ...key, ...token });
		await client.handshake();
		expect((await client.subscribe(UPDATES_CHANNEL)).successful).toBe(true);
		sim.control.auth.expireTokens();
		for (const path of ['/connect', '/subscribe', '/unsubscribe', '/disconnect', '', '/']) {
			expect((await client.post(path, [HANDSHAKE])).status).toBe(401);
		}
	});

	test('faults meet connects as well, and all of it is recorded', async () => {
		const client = await subscribed(sim);
		const match = { path: `${NOTIFICATIONS}/connect` };
		const connect = async () => await client.connect({ advice: { timeout: 0 } });
		sim.control.faults.add({ kind: 'status', status: 503, match });
		sim.control.faults.add({ kind: 'reset', match });
		sim.control.faults.add({ kind: 'resetAfter', match });
		sim.control.faults.add({ kind: 'truncate', match });
		sim.control.faults.add({ kind: 'latency', ms: 60, match });
		expect(await connect()).toEqual({ message: 'Service Unavailable' });
		await expect(connect()).rejects.toMatchObject({ code: 'ECONNRESET' });
		await expect(connect()).rejects.toMatchObject({ code: 'ECONNRESET' });
		await expect(connect()).rejects.toThrow('aborted');
		expect(await connect()).toHaveLength(1);
		const recorded = sim.control.requests.list(match);
		expect(recorded.map(({ status, fault }) => [status, fault])).toEqual([
			[503, 'status'],
			[null, 'reset'],
			[null, 'resetAfter'],
			[null, 'truncate'],
			[200, 'latency'],
		]);
		expect(recorded[4].body).toContain('"/meta/connect"');
	});

	test('publish sends exactly this', async () => {
		const client = await subscribed(sim);
		await control.post('/cometd/messages', { channel: UPDATES_CHANNEL, data: ['odd'] });
		expect((await client.connect())[0].data).toEqual(['odd']);
	});

	test('a rate: each update once and in order', async () => {
		const statistics = ['a', 'b'].map((statisticId) => ({
			statisticId,
			name: 'TotalCallsInQueue',
			objectType: 'Queue',
			objectId: 'queue1',
		}));
		const headers = keyAndToken(sim);
		const body = { operationId: 'r', data: { statistics } };
		await control.post(`${sim.url}/statistics/v3/subscriptions`, body, { headers });
		const client = await subscribed(sim);
		const rate = { perSecond: 1_000, perMessage: 2, limit: 500 };
		expect((await control.put('/statistics/rate', rate)).data.running).toBe(true);
		const values: number[] = [];
		while (values.length < 500) {
			for (const { channel, data } of await client.connect()) {
				if (channel !== UPDATES_CHANNEL) continue;
				const { statistics: updates } = (data as { data: { statistics: Array<typeof UPDATE> } })
					.data;
				expect(updates.length).toBeLessThanOrEqual(2);
				for (const { statisticId, value } of updates) {
					expect(statisticId).toBe(value.intValue % 2 === 1 ? 'a' : 'b');
				}
				values.push(...updates.map(({ value }) => value.intValue));
			}
		}
		expect(values).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
		expect((await control.get('/statistics/rate')).data).toEqual({
			running: false,
			published: 500,
		});
	});
});

test('closing leaves nothing behind, whatever is held', async () => {
	// Waiting for the connects to end by themselves would take longer than the test may.
	const { sim } = await startWithClient({
		statistics: { tickMs: 1 },
		cometd: { timeoutMs: 60_000 },
	});
	const clients = [new BayeuxClient(sim), new BayeuxClient(sim)];
	for (const client of clients) await client.handshake();
	const polls = clients.map(async (client) => await client.connect().catch(() => []));
	await held(sim, 2);
	await sim.close();
	await Promise.all(polls);
	expect([sim.control.cometd.heldPolls(), sim.control.cometd.sessions()]).toEqual([0, []]);
});
