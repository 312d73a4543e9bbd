import type { AxiosInstance } from 'axios';
import type { Simulator, StatisticUpdate } from '../../../simulator';
import { startWithClient } from '../helper';

const AGENT = { objectType: 'Agent', objectId: 'agent' };

const numbers = (updates: StatisticUpdate[]) => updates.map(({ value }) => Number(value.intValue));

async function withClient(seed = 1) {
	const started = await startWithClient({ seed, statistics: { tickMs: 0, requireToken: false } });
	const { sim, client } = started;
	const subscribe = async (...statistics: object[]): Promise<string> => {
		const { data } = await client.post('/statistics/v3/subscriptions', {
			data: { statistics: statistics.map((one, index) => ({ statisticId: `s${index}`, ...one })) },
		});
		expect(data.status.code).toBe(0);
		return data.data.subscriptionId;
	};
	const everything = () =>
		sim.control.statistics.objects().flatMap((object) =>
			sim.control.statistics
				.profiles()
				.filter(({ objectType }) => objectType === object.objectType)
				.map(({ name }) => ({ name, ...object })),
		);
	return { ...started, subscribe, everything };
}

describe('statistics over time', () => {
	let sim: Simulator;
	let client: AxiosInstance;
	let control: AxiosInstance;
	let subscribe: (...statistics: object[]) => Promise<string>;
	let everything: () => object[];

	beforeAll(async () => {
		({ sim, client, control, subscribe, everything } = await withClient());
	});
	beforeEach(async () => await sim.control.reset());
	afterAll(async () => await sim.close());

	const tick = (times: number) => sim.control.statistics.tick(times);
	const total = (definition: object) => ({
		...AGENT,
		definition: { category: 'TotalAdjustedTime', ...definition },
	});

	test('all of it moves, and only changes are told', async () => {
		await subscribe(...everything());
		const all = tick(300);
		const changed = new Set(all.map(({ statisticId }) => statisticId));
		expect(changed.size).toBeGreaterThan(everything().length * 0.95);
		const last = new Map<string, string>();
		for (const { statisticId, value } of all) {
			expect(JSON.stringify(value)).not.toBe(last.get(statisticId));
			last.set(statisticId, JSON.stringify(value));
		}
	});

	test('a value read is the value of the last tick', async () => {
		const id = await subscribe({ ...AGENT, name: 'TotalLoginTime' });
		const read = async () => {
			const { data } = await client.get(`/statistics/v3/subscriptions/${id}/statistic-values`);
			return data.data.statistics[0];
		};
		const before = await read();
		expect(await read()).toEqual(before);
		tick(3);
		const after = await read();
		expect(after.value.intValue - before.value.intValue).toBe(3);
		expect(after.timestamp).toBeGreaterThanOrEqual(before.timestamp);
	});

	test('Periodical: every so many seconds; Immediate: at once; NoNotification: never', async () => {
		await subscribe(total({ notificationMode: 'Periodical', notificationFrequency: 10 }));
		await subscribe(total({ notificationMode: 'NoNotification' }));
		expect(tick(9)).toEqual([]);
		const [first, ...others] = tick(1);
		expect(others).toEqual([]);
		const [second] = tick(10);
		expect(numbers([second])[0] - numbers([first])[0]).toBe(10);
		const id = await subscribe(total({ notificationMode: 'Immediate' }));
		expect(tick(3).filter(({ subscriptionId }) => subscriptionId === id)).toHaveLength(3);
	});

	test('insensitivity: smaller changes are not told, but add up', async () => {
		await subscribe(total({ insensitivity: 4 }));
		const told = numbers(tick(12));
		expect(told).toHaveLength(3);
		expect(told[1] - told[0]).toBe(4);
	});

	test('the main mask says which seconds count', async () => {
		const states = [
			'WaitForNextCall',
			'CallRinging',
			'CallInbound',
			'AfterCallWork',
			'NotReadyForNextCall',
		];
		await subscribe(...states.map((mainMask) => total({ mainMask })), {
			...AGENT,
			name: 'CurrentAgentState',
		});
		const params = { ...AGENT };
		const { data } = await client.get('/statistics/v3/statistic-values/CurrentAgentState', {
			params,
		});
		let state: string = data.data.statistic.value.stringValue;
		const seen = new Set([state]);
		for (let second = 0; second < 400; second++) {
			const updates = tick(1);
			const counted = updates.filter(({ value }) => 'intValue' in value);
			expect(counted.map(({ statisticId }) => statisticId)).toEqual([`s${states.indexOf(state)}`]);
			const changed = updates.find(({ value }) => 'stateValue' in value);
			state = String(changed?.value.stringValue ?? state);
			seen.add(state);
		}
		expect([...seen].sort()).toEqual([...states].sort());
	});

	test('ticks come by themselves, and stop', async () => {
		const read = async () => {
			const url = '/statistics/v3/statistic-values/TotalLoginTime';
			const { data } = await client.get(url, { params: AGENT });
			return data.data.statistic.value.intValue;
		};
		const start = await read();
		jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'Date'] });
		await control.put('/statistics/settings', { tickMs: 10 });
		jest.advanceTimersByTime(200);
		expect(await read()).toBe(start + 20);
		await control.put('/statistics/settings', { tickMs: 0 });
		jest.advanceTimersByTime(200);
		expect(await read()).toBe(start + 20);
		jest.useRealTimers();
	});

	test('the control API ticks and tells what changed', async () => {
		await subscribe(total({}));
		const { data } = await control.post('/statistics/tick', { times: 2 });
		expect(data.updates).toHaveLength(2);
		expect((await control.post('/statistics/tick')).data.updates).toHaveLength(1);
		expect((await control.get('/statistics/subscriptions')).data).toHaveLength(1);
		expect((await control.get('/statistics/profiles')).data).toHaveLength(10);
		expect((await control.get('/statistics/objects')).data).toHaveLength(211);
		expect((await control.put('/statistics/settings', { tickMs: -1 })).status).toBe(400);
	});
});

test('the seed decides the values', async () => {
	const run = async (seed: number) => {
		const { sim, subscribe, everything } = await withClient(seed);
		await subscribe(...everything());
		const updates = sim.control.statistics.tick(20);
		await sim.close();
		return updates.map(({ subscriptionId, statisticId, value }) => [
			subscriptionId,
			statisticId,
			value,
		]);
	};
	const first = await run(7);
	expect(await run(7)).toEqual(first);
	expect(await run(8)).not.toEqual(first);
});
