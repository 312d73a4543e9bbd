import type { AxiosInstance } from 'axios';
import type { Simulator, StatDefinition, WantedStatistic } from '../../../simulator';
import { bearer } from '../auth/helper';
import { start, startWithClient } from '../helper';

const PEEK = '/statistics/v3/operations/get-statistic-ex';
const SUBSCRIPTIONS = '/statistics/v3/subscriptions';
const STATE = { name: 'CurrentAgentState', objectType: 'Agent', objectId: 'agent2' };
const IN_STATE = { ...STATE, name: 'TimeInCurrentState' };
const WAITING = { name: 'TotalCallsInQueue', objectType: 'Queue', objectId: 'queue1' };
/** The definition printed in the overview. */
const DEFINITION: StatDefinition = {
	notificationMode: 'Periodical',
	notificationFrequency: 10,
	insensitivity: 1,
	category: 'TotalAdjustedTime',
	subject: 'DNStatus',
	intervalType: 'GrowingWindow',
	mainMask: 'WaitForNextCall',
	dynamicTimeProfile: '00:00',
	dynamicFilter: 'Media=voice',
	maskType: 'DN',
};

describe('statistics', () => {
	let sim: Simulator;
	let client: AxiosInstance;
	let control: AxiosInstance;

	beforeAll(async () => {
		({ sim, client, control } = await startWithClient({ statistics: { tickMs: 0 } }));
	});
	beforeEach(async () => {
		await sim.control.reset();
		sim.control.statistics.set({ requireToken: false, tieToSession: false, tickMs: 0 });
	});
	afterAll(async () => await sim.close());

	const peek = async (...statistics: object[]) => await client.post(PEEK, { data: { statistics } });
	const subscribe = async (statistics: object[], operationId?: string, query = '') =>
		await client.post(SUBSCRIPTIONS + query, { operationId, data: { statistics } });
	const open = (id: string) => `${SUBSCRIPTIONS}/${id}/statistic-values`;

	test('get-statistic-ex reads many, in order', async () => {
		const { status, data } = await peek(STATE, IN_STATE, WAITING);
		expect(status).toBe(200);
		expect(data.status).toEqual({ code: 0 });
		expect(data).not.toHaveProperty('errors');
		const timestamp = expect.any(Number);
		const count = { intValue: expect.any(Number), stringValue: expect.stringMatching(/^\d+$/) };
		expect(data.data.statistics).toEqual([
			{
				...STATE,
				timestamp,
				value: {
					stateValue: expect.objectContaining({ agentId: 'agent2' }),
					stringValue: data.data.statistics[0].value.stateValue.status,
				},
			},
			{ ...IN_STATE, timestamp, value: count },
			{ ...WAITING, timestamp, value: count },
		]);
		const [{ timestamp: made }] = data.data.statistics;
		expect(Math.abs(Date.now() - made)).toBeLessThan(10_000);
	});

	test('what is unknown is told apart: code 2 with errors, 400 when nothing is known', async () => {
		const unknown = [
			{ ...STATE, name: 'Nonsense' },
			{ ...STATE, objectId: 'nobody' },
			{ ...STATE, objectType: 'Queue', objectId: 'queue1' },
		];
		const partly = await peek(unknown[0], STATE, unknown[1], unknown[2]);
		expect([partly.status, partly.data.status]).toEqual([200, { code: 2 }]);
		expect(partly.data.data.statistics).toMatchObject([STATE]);
		expect(partly.data.errors).toEqual(
			unknown.map((one) => ({
				status: {
					code: 404,
					message: 'Resource not found',
					detail: { ...one, reason: expect.any(String) },
				},
			})),
		);
		const none = await peek(...unknown);
		expect([none.status, none.data.status.code]).toEqual([400, 400]);
		expect(none.data.errors).toHaveLength(3);
	});

	test('1,000 statistics in one request', async () => {
		const agents = sim.control.statistics.objects().slice(0, 200);
		const names = sim.control.statistics.profiles().filter((one) => one.objectType === 'Agent');
		const statistics = agents.flatMap((agent) => names.map(({ name }) => ({ name, ...agent })));
		expect(statistics).toHaveLength(1_000);
		const { data } = await peek(...statistics);
		expect(data.status.code).toBe(0);
		expect(data.data.statistics).toMatchObject(statistics);
	});

	test('every pre-configured statistic has a value of every object of its type', async () => {
		for (const { name, objectType } of sim.control.statistics.profiles()) {
			for (const object of sim.control.statistics.objects()) {
				const answer = await peek({ name, ...object });
				expect(answer.status).toBe(object.objectType === objectType ? 200 : 400);
				if (object.objectId === 'agent3') break;
			}
		}
	});

	test('statistic-values reads one', async () => {
		const { name, ...params } = STATE;
		const path = `/statistics/v3/statistic-values/${name}`;
		const { data } = await client.get(path, { params });
		expect(data).toMatchObject({ status: { code: 0 }, data: { statistic: STATE } });
		const missing = await client.get(path, { params: { ...params, objectId: 'x' } });
		expect([missing.status, missing.data.status]).toEqual([
			404,
			{ code: 404, message: 'Resource not found', detail: { reason: 'No Agent x' } },
		]);
		expect((await client.get(path, { params: { objectId: 'agent2' } })).status).toBe(400);
		expect((await client.get(path, { params: { ...params, x: 1 } })).status).toBe(400);
	});

	test('a subscription: by name and by definition, read, deleted', async () => {
		const byName = { statisticId: 'n', ...WAITING };
		const byDefinition = {
			statisticId: 'd',
			objectType: 'Agent',
			objectId: 'agent',
			definition: DEFINITION,
		};
		const { definition, ...shown } = byDefinition;
		const { status, data } = await subscribe([byName, byDefinition], 'op-1');
		expect(definition.category).toBe('TotalAdjustedTime');
		expect([status, data.status]).toEqual([200, { code: 0 }]);
		expect(data.data).toMatchObject({
			subscriptionId: 'op-1',
			operationId: 'op-1',
			statistics: [byName, shown],
		});
		expect(data.data.statistics[1]).not.toHaveProperty('definition');
		expect(sim.control.statistics.listSubscriptions()).toEqual([
			{ subscriptionId: 'op-1', statistics: [byName, byDefinition] },
		]);

		const values = await client.get(open('op-1'));
		expect(values.data).toEqual(data);
		const [one] = (await client.get(`${open('op-1')}?statisticIds=d&verbose=OFF`)).data.data
			.statistics;
		expect(Object.keys(one).sort()).toEqual(['statisticId', 'timestamp', 'value']);
		expect(one.statisticId).toBe('d');

		expect((await client.delete(`${SUBSCRIPTIONS}/op-1`)).data).toEqual({ status: { code: 0 } });
		expect((await client.delete(`${SUBSCRIPTIONS}/op-1`)).data).toEqual({ status: { code: 0 } });
		expect((await client.get(open('op-1'))).status).toBe(404);
		expect(sim.control.statistics.listSubscriptions()).toEqual([]);
	});

	test('a subscription without operationId gets an id; verbose OFF leaves out what was sent', async () => {
		const { data } = await subscribe([{ statisticId: 'a', ...STATE }], undefined, '?verbose=OFF');
		expect(data.data.subscriptionId).toMatch(/^[\da-f-]{36}$/);
		expect(data.data.operationId).toBe(data.data.subscriptionId);
		expect(Object.keys(data.data.statistics[0]).sort()).toEqual([
			'statisticId',
			'timestamp',
			'value',
		]);
		const id = data.data.subscriptionId;
		expect((await subscribe([{ statisticId: 'a', ...STATE }], id)).status).toBe(400);
	});

	test('a part of a subscription may fail, and statisticIds may be unknown', async () => {
		const good = { statisticId: 'a', ...STATE };
		const partly = await subscribe([good, good, { ...good, statisticId: 'b', name: 'x' }], 'p');
		expect(partly.data.status.code).toBe(2);
		expect(partly.data.errors.map((one: { status: { code: number } }) => one.status.code)).toEqual([
			400, 404,
		]);
		expect((await subscribe([{ ...good, name: 'x' }], 'q')).status).toBe(400);
		expect(sim.control.statistics.listSubscriptions()).toHaveLength(1);
		const some = await client.get(`${open('p')}?statisticIds=a,x`);
		expect([some.status, some.data.status.code, some.data.errors.length]).toEqual([200, 2, 1]);
		expect((await client.get(`${open('p')}?statisticIds=x`)).status).toBe(404);
	});

	const good: WantedStatistic = { statisticId: 'a', ...STATE };
	test.each([
		['no statistics', []],
		['no id', [STATE]],
		['neither name nor definition', [{ ...good, name: undefined }]],
		['name and definition', [{ ...good, definition: DEFINITION }]],
		['an unknown member', [{ ...good, x: 1 }]],
		['a definition without category', [{ ...good, name: undefined, definition: {} }]],
		[
			'an unknown notification mode',
			[{ ...good, name: undefined, definition: { ...DEFINITION, notificationMode: 'Often' } }],
		],
		[
			'a frequency as text',
			[{ ...good, name: undefined, definition: { ...DEFINITION, notificationFrequency: '10' } }],
		],
	])('a subscription with %s is a 400', async (_case, statistics) => {
		const { status, data } = await subscribe(statistics);
		expect([status, data.status.code]).toEqual([400, 400]);
	});

	test.each([
		[PEEK, { statistics: [STATE] }],
		[PEEK, { data: { statistics: [{ ...STATE, statisticId: 'a' }] } }],
		[PEEK, { data: { statistics: [] } }],
		[`${PEEK}?x=1`, { data: { statistics: [STATE] } }],
		[`${SUBSCRIPTIONS}?verbose=info`, { data: { statistics: [good] } }],
	])('POST %s %j is a 400', async (url, body) => {
		expect((await client.post(url, body)).status).toBe(400);
	});

	test('"you first need to authenticate": key and token are needed, unless the key alone is to be enough', async () => {
		const url = `/statistics/v3/statistic-values/TotalCallsInQueue?objectType=Queue&objectId=queue1`;
		const { accessToken } = sim.control.auth.issueToken('agent');
		const noKey = await control.get(sim.url + url);
		expect([noKey.status, noKey.data]).toEqual([403, { message: 'Forbidden' }]);
		expect((await client.get(url, bearer('x'))).status).toBe(401);
		expect((await client.get(url)).status).toBe(200);
		expect((await start()).control.statistics.settings().requireToken).toBe(true);
		sim.control.statistics.set({ requireToken: true });
		expect((await client.get(url)).status).toBe(401);
		expect((await client.delete(`${SUBSCRIPTIONS}/x`)).status).toBe(401);
		expect((await client.get(url, bearer(accessToken))).status).toBe(200);
	});

	test('tied to a session, a subscription is known to the cookie that it was opened with', async () => {
		sim.control.statistics.set({ tieToSession: true });
		const [cookie] = (await subscribe([good], 'op')).headers['set-cookie'] ?? [];
		expect(cookie).toMatch(/^STATSESSION=[^;]+; Path=\/statistics\/v3; HttpOnly$/);
		const read = async (headers: Record<string, string>) =>
			(await client.get(open('op'), { headers })).status;
		expect(await read({})).toBe(404);
		expect(await read({ cookie: 'STATSESSION=x' })).toBe(404);
		const known = cookie.split(';')[0];
		expect(await read({ cookie: `a=1; ${known}` })).toBe(200);
		const again = await client.get(open('op'), { headers: { cookie: known } });
		expect(again.headers).not.toHaveProperty('set-cookie');
		sim.control.statistics.set({ tieToSession: false });
		expect(await read({})).toBe(200);
	});

	test('UNAVAILABLE drops all subscriptions and answers 503 until AVAILABLE', async () => {
		await subscribe([good], 'op');
		expect((await control.put('/statistics/service', { state: 'UNAVAILABLE' })).status).toBe(200);
		expect((await control.get('/statistics/service')).data).toEqual({ state: 'UNAVAILABLE' });
		for (const answer of [
			await peek(STATE),
			await subscribe([good]),
			await client.get(open('op')),
			await client.get('/statistics/v3/statistic-values/x?objectType=a&objectId=b'),
		]) {
			expect([answer.status, answer.data.status.code]).toEqual([503, 503]);
		}
		expect((await client.delete(`${SUBSCRIPTIONS}/other`)).status).toBe(200);
		sim.control.statistics.setServiceState('AVAILABLE');
		expect((await peek(STATE)).status).toBe(200);
		expect((await client.get(open('op'))).status).toBe(404);
	});
});
