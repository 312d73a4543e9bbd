import type { AxiosInstance } from 'axios';
import { UPDATES_CHANNEL, type Simulator } from '../../../simulator';
import { BayeuxClient, held, NOTIFICATIONS, subscribed } from './bayeux';
import { startWithClient, until } from '../helper';

const UPDATE = { subscriptionId: 's', statisticId: 'a', value: { intValue: 1 }, timestamp: 5 };

describe('CometD sessions on request', () => {
	let sim: Simulator;
	let control: AxiosInstance;

	beforeAll(async () => {
		({ sim, control } = await startWithClient({ statistics: { tickMs: 0 } }));
	});
	beforeEach(async () => {
		await sim.control.reset();
		sim.control.statistics.set({ envelope: true });
		sim.control.cometd.set({ timeoutMs: 30_000, intervalMs: 0, maxIntervalMs: 10_000 });
	});
	afterAll(async () => await sim.close());

	test('a lost session: what is held is answered, then 402', async () => {
		const client = await subscribed(sim);
		const poll = client.connect();
		await held(sim);
		expect((await control.post('/cometd/sessions/lose')).data).toEqual({ lost: 1 });
		expect(await poll).toMatchObject([{ channel: '/meta/connect', successful: true }]);
		expect(sim.control.cometd.sessions()).toEqual([]);
		expect(await client.connect()).toMatchObject([
			{
				successful: false,
				error: expect.stringMatching(/^402::/),
				advice: { reconnect: 'handshake' },
			},
		]);
		expect((await client.subscribe(UPDATES_CHANNEL)).error).toMatch(/^402::/);
		await client.handshake();
		const now = { advice: { timeout: 0 } };
		expect((await client.connect(now))[0].successful).toBe(true);
	});

	test('a lost session with its connection dropped', async () => {
		const client = await subscribed(sim);
		const dropped = expect(client.connect()).rejects.toMatchObject({ code: 'ECONNRESET' });
		await held(sim);
		expect(sim.control.cometd.loseSessions({ dropPolls: true })).toBe(1);
		await dropped;
		expect((await client.connect())[0].error).toMatch(/^402::/);
	});

	test('the next sessions are lost at their next connect', async () => {
		const clients = [await subscribed(sim), await subscribed(sim), await subscribed(sim)];
		sim.control.cometd.loseSessions({ next: 2 });
		expect(sim.control.cometd.sessions()).toHaveLength(3);
		const answers: unknown[] = [];
		for (const client of clients) {
			const [{ successful }] = await client.connect({ advice: { timeout: 0 } });
			answers.push(successful);
		}
		expect(answers).toEqual([false, false, true]);
	});

	test('handshakes are refused as often as told', async () => {
		sim.control.cometd.refuseHandshakes({ intervalMs: 40 });
		const refused = await new BayeuxClient(sim).handshake();
		expect(refused).toMatchObject({
			successful: false,
			advice: { reconnect: 'retry', interval: 40 },
		});
		await control.post('/cometd/handshakes/refuse', { times: 2, reconnect: 'none' });
		const client = new BayeuxClient(sim);
		expect((await client.handshake()).advice?.reconnect).toBe('none');
		expect((await client.handshake()).successful).toBe(false);
		expect((await client.handshake()).successful).toBe(true);
	});

	test('dropped polls: no answer, but the session lives on', async () => {
		const client = await subscribed(sim);
		const dropped = expect(client.connect()).rejects.toMatchObject({ code: 'ECONNRESET' });
		await held(sim);
		expect((await control.post('/cometd/polls/drop')).data).toEqual({ dropped: 1 });
		await dropped;
		expect(sim.control.cometd.heldPolls()).toBe(0);
		const [recorded] = sim.control.requests.list({ path: `${NOTIFICATIONS}/connect` });
		expect(recorded.status).toBeNull();
		const again = client.connect();
		await held(sim);
		sim.control.statistics.publishUpdates([UPDATE]);
		expect(await again).toHaveLength(2);
	});

	test('a long poll ends by itself, and a session that stays away is forgotten', async () => {
		await control.put('/cometd/settings', { timeoutMs: 300, intervalMs: 10, maxIntervalMs: 100 });
		const client = new BayeuxClient(sim);
		expect((await client.handshake()).advice).toEqual({
			reconnect: 'retry',
			timeout: 300,
			interval: 10,
		});
		const poll = client.connect();
		await held(sim);
		expect((await poll)[0].successful).toBe(true);
		await until(() => sim.control.cometd.sessions().length === 0);
		expect((await client.connect())[0].error).toMatch(/^402::/);
	});
});
