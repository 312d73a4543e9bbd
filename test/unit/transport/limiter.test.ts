/** @jest-environment node */
import { sleep } from 'n8n-workflow';
import { forEachIndex } from '../../../nodes/shared/transport/concurrency';
import { type Lane, ownLane, sharedLane } from '../../../nodes/shared/transport/limiter';
import { Failed } from '../../../nodes/shared/transport/retry';
import {
	fixedWindow,
	modelledServer,
	runItems,
	slidingWindow,
	tokenBucket,
	type ServerSettings,
} from './modelledServer';

const ITEMS = 1_000;

beforeEach(() => jest.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => jest.useRealTimers());

let servers = 0;
const anotherServer = () => `server ${servers++}`;

/** Lets simulated time pass until the work is done. */
async function inSimulatedTime<T>(work: Promise<T>): Promise<T> {
	let isDone = false;
	void work.finally(() => (isDone = true)).catch(() => {});
	while (!isDone) await jest.advanceTimersByTimeAsync(1_000);
	return await work;
}

/** What a run of items sees of a server, and the server of it. */
async function run(settings: ServerSettings, lane: Lane, count = ITEMS) {
	const server = modelledServer(settings);
	const { took, failed } = await inSimulatedTime(runItems(lane, server.send, count));
	const { refused, most, served } = server.seen;
	const isOnce = served.size === count - failed && [...served.values()].every((n) => n === 1);
	return { took, failed, refused, most, isOnce };
}

/** `perMs`: how many a client sends at most, by the work that it has with each. */
describe('how many at once', () => {
	test.each([
		[0, 0.8, 20],
		[50, 0.8, 160],
		[200, 0.4, 400],
	])(
		'a server that answers after %i ms keeps a client busy that works %d ms on a request, with no more than %i',
		async (latency, cpu, most) => {
			const server = anotherServer();
			const cold = await run({ latency, cpu }, sharedLane(server));
			const warm = await run({ latency, cpu }, sharedLane(server));
			expect(cold).toMatchObject({ failed: 0, isOnce: true });
			expect(Math.max(cold.most, warm.most)).toBeLessThanOrEqual(most);
			// Half of the time at most goes into finding it out, or into waiting at the end.
			expect(warm.took).toBeLessThanOrEqual(ITEMS * cpu * 1.25 + 2 * latency);
			expect(cold.took).toBeLessThanOrEqual(ITEMS * cpu * 1.1 + 9 * latency);
		},
	);

	test('begins with ten', async () => {
		const { most, took } = await run({ latency: 100 }, sharedLane(anotherServer()), 11);
		expect({ most, took }).toEqual({ most: 10, took: 200 });
	});

	test('is what the user says, whatever the server is like', async () => {
		const server = anotherServer();
		await run({ latency: 100 }, sharedLane(server));
		for (const concurrency of [1, 30]) {
			const { most } = await run({ latency: 100 }, sharedLane(server, concurrency), 90);
			expect(most).toBe(concurrency);
		}
	});

	test('a server that works on 20 at once gets not many more', async () => {
		const server = anotherServer();
		const { took } = await run({ latency: 50, capacity: 20 }, sharedLane(server));
		expect(took).toBeLessThanOrEqual((ITEMS / 20) * 50 * 1.25);
		const again = await run({ latency: 50, capacity: 20 }, sharedLane(server));
		expect(again.most).toBeLessThanOrEqual(80);
	});

	test('a server that has become slow for other reasons gets ten', async () => {
		const lane = sharedLane(anotherServer());
		await run({ latency: 20 }, lane);
		expect((await run({ latency: 200 }, lane, 1_500)).most).toBeGreaterThan(100);
		expect((await run({ latency: 200 }, lane, 100)).most).toBeLessThanOrEqual(12);
	});

	/** What Node says of this process; the simulated clock takes it away again. */
	const isBusy = (utilization: number) =>
		Object.assign(performance, { eventLoopUtilization: () => ({ utilization }) });

	test('the times that a busy process took itself are no load of the server', async () => {
		isBusy(0.8);
		const lane = sharedLane(anotherServer());
		await run({ latency: 20 }, lane);
		await run({ latency: 200 }, lane, 1_500);
		expect((await run({ latency: 200 }, lane, 300)).most).toBeGreaterThan(100);
	});

	test('a process that has no time for more has no more under way', async () => {
		isBusy(0.99);
		expect((await run({ latency: 50 }, sharedLane(anotherServer()))).most).toBe(10);
	});

	test('is halved when a server refuses what cannot be sent again, and does not come near that again', async () => {
		const lane = sharedLane(anotherServer());
		const full = { latency: 50, places: 20, refusal: 503, retryAfter: false };
		const first = await run(full, lane);
		expect(first.failed).toBeGreaterThan(0);
		expect(first.failed).toBeLessThan(40);
		expect(first.isOnce).toBe(true);
		expect(await run(full, lane)).toMatchObject({ failed: 0, refused: 0, most: 16 });
	});

	test.each([
		['connection', { kind: 'connection', fault: 'refused', code: 'ECONNREFUSED' }],
		['connection', { kind: 'connection', fault: 'interrupted', code: 'ECONNRESET' }],
		['answer', { kind: 'answer', status: 504, headers: {}, body: '' }],
	] as const)('goes down to one while the server fails: %s %j', async (_kind, failure) => {
		const lane = sharedLane(anotherServer());
		const request = { kind: 'GET', stopped: () => false };
		for (let round = 0; round < 5; round++) {
			jest.advanceTimersByTime(1);
			await lane.run(request, async () => new Failed(failure));
		}
		let [running, mostRunning] = [0, 0];
		const all = [1, 2, 3].map(
			async () =>
				await lane.run(request, async () => {
					mostRunning = Math.max(mostRunning, ++running);
					await Promise.resolve();
					running--;
					return new Failed(failure);
				}),
		);
		await inSimulatedTime(Promise.all(all));
		expect(mostRunning).toBe(1);
	});

	test('an item that waits for anything but an answer lets not many others begin', async () => {
		const lane = sharedLane(anotherServer());
		await run({ latency: 200 }, lane);
		expect(lane.room(0)).toBe(10);
		expect(lane.room(10)).toBe(0);
	});
});

describe('how fast', () => {
	const limits = { 'fixed window': fixedWindow, 'sliding window': slidingWindow };
	const windows = Object.keys(limits) as Array<keyof typeof limits>;

	test.each(windows.flatMap((name) => [1, 50, 200].map((latency) => [name, latency] as const)))(
		'30 a second by a %s are found out, at %i ms',
		async (name, latency) => {
			const server = anotherServer();
			const limited = () => ({ latency, cpu: 0.4, limit: limits[name](30) });
			const first = await run(limited(), sharedLane(server));
			expect(first).toMatchObject({ failed: 0, isOnce: true });
			expect(first.refused).toBeGreaterThan(0);
			expect(first.refused).toBeLessThanOrEqual(30);
			expect(first.took).toBeLessThanOrEqual((ITEMS / 30) * 1_000 * 1.2);
			const second = await run(limited(), sharedLane(server));
			expect(second.refused).toBeLessThanOrEqual(5);
			expect(second.took).toBeLessThanOrEqual((ITEMS / 30) * 1_000 * 1.2);
		},
	);

	test('so are those of a bucket of tokens, and refusals that say no time', async () => {
		for (const settings of [
			{ limit: tokenBucket(30) },
			{ limit: fixedWindow(30), retryAfter: false },
		]) {
			const seen = await run({ latency: 50, cpu: 0.4, ...settings }, sharedLane(anotherServer()));
			expect(seen).toMatchObject({ failed: 0, isOnce: true });
			expect(seen.refused).toBeLessThanOrEqual(70);
			expect(seen.took).toBeLessThanOrEqual((ITEMS / 30) * 1_000 * 1.2);
		}
	});

	test('a limit that is gone is noticed', async () => {
		const lane = sharedLane(anotherServer());
		const limit = fixedWindow(5);
		await run({ latency: 50, limit }, lane, 100);
		const { took } = await run({ latency: 50 }, lane, 5_000);
		expect(took).toBeLessThan(150_000);
	});

	test('a limit that has become lower is kept as well', async () => {
		const lane = sharedLane(anotherServer());
		await run({ latency: 50, limit: fixedWindow(30) }, lane);
		const { refused, failed } = await run({ latency: 50, limit: fixedWindow(10) }, lane, 300);
		expect(failed).toBe(0);
		expect(refused).toBeLessThanOrEqual(25);
	});

	test('ten runs together are refused no more than one, with a number or without', async () => {
		const server = anotherServer();
		const limited = modelledServer({ latency: 50, limit: fixedWindow(30) });
		const runs = Array.from({ length: 10 }, async (_, index) => {
			const send = async (item: number) => await limited.send(index * 100 + item);
			return await runItems(sharedLane(server, index < 3 ? 5 : undefined), send, 100);
		});
		const start = Date.now();
		await inSimulatedTime(Promise.all(runs));
		expect(limited.seen.served.size).toBe(1_000);
		expect(limited.seen.refused).toBeLessThanOrEqual(50);
		expect(Date.now() - start).toBeLessThanOrEqual(41_000);
	});

	test('what a server says of its limit is kept before it refuses anything', async () => {
		const window = { ends: 0, count: 0 };
		const limit = (now: number) => {
			if (window.ends <= now) Object.assign(window, { ends: now + 60_000, count: 0 });
			return ++window.count > 300 ? window.ends - now : undefined;
		};
		const headers = () => ({
			'inin-ratelimit-allowed': '300',
			'inin-ratelimit-count': String(window.count),
			'inin-ratelimit-reset': String(Math.ceil((window.ends - Date.now()) / 1_000)),
		});
		const seen = await run({ latency: 50, limit, headers }, sharedLane(anotherServer()));
		expect(seen).toMatchObject({ failed: 0, isOnce: true });
		expect(seen.refused).toBeLessThanOrEqual(10);
		expect(seen.took).toBeLessThanOrEqual(190_000);
	});
});

describe('what is told to wait', () => {
	const going = () => false;
	const refused = (seconds: number) =>
		new Failed({
			kind: 'answer',
			status: 429,
			headers: { 'retry-after': String(seconds) },
			body: '',
		});

	test('lets all others of the same server and credential wait, and nobody else', async () => {
		const server = anotherServer();
		const start = Date.now();
		await sharedLane(server).run({ stopped: going }, async () => refused(5));
		const since = async () => Date.now() - start;
		const times = [
			sharedLane(server),
			sharedLane(server, 3),
			sharedLane(anotherServer()),
			ownLane(),
		];
		const waited = await inSimulatedTime(
			Promise.all(times.map(async (lane) => await lane.run({ stopped: going }, since))),
		);
		expect(waited[0]).toBeGreaterThanOrEqual(5_000);
		expect(waited[0]).toBeLessThanOrEqual(5_300);
		expect(waited[1]).toBeGreaterThanOrEqual(5_000);
		expect(waited.slice(2)).toEqual([0, 0]);
	});

	test('is not waited for when it is more than a minute: that is an error', async () => {
		const lane = sharedLane(anotherServer());
		await lane.run({ stopped: going }, async () => refused(61));
		const start = Date.now();
		const since = async () => Date.now() - start;
		expect(await inSimulatedTime(lane.run({ stopped: going }, since))).toBeLessThan(1_000);
	});

	test('is not waited for by whom is stopped', async () => {
		const lane = sharedLane(anotherServer(), 1);
		await lane.run({ stopped: going }, async () => refused(60));
		let isStopped = false;
		const start = Date.now();
		const since = async () => Date.now() - start;
		const stopped = () => isStopped;
		// The first has the only place, the other waits for it.
		const both = [lane.run({ stopped }, since), lane.run({ stopped }, since)];
		await jest.advanceTimersByTimeAsync(1_000);
		isStopped = true;
		for (const time of await inSimulatedTime(Promise.all(both))) {
			expect(time).toBeGreaterThanOrEqual(1_000);
			expect(time).toBeLessThanOrEqual(1_400);
		}
		// The place was given back.
		expect(lane.room(0)).toBe(1);
		expect(await inSimulatedTime(lane.run({ stopped: going }, since))).toBeGreaterThan(60_000);
	});

	test('is forgotten some minutes after the last request', async () => {
		const server = anotherServer();
		await run({ latency: 200 }, sharedLane(server));
		const isKnown = async () => (await run({ latency: 200 }, sharedLane(server), 100)).most > 50;
		await jest.advanceTimersByTimeAsync(299_000);
		expect(await isKnown()).toBe(true);
		await jest.advanceTimersByTimeAsync(301_000);
		expect(await isKnown()).toBe(false);
	});

	test('a request that throws gives its place back', async () => {
		const lane = sharedLane(anotherServer(), 1);
		const thrown = lane.run({ stopped: going }, async () => await Promise.reject(new Error('x')));
		await expect(thrown).rejects.toThrow('x');
		expect(await lane.run({ stopped: going }, async () => 'sent')).toBe('sent');
	});
});

describe('what is not begun yet', () => {
	const refused = (seconds: number) =>
		new Failed({
			kind: 'answer',
			status: 429,
			headers: { 'retry-after': String(seconds) },
			body: '',
		});

	test('does not begin while nothing is sent: few are still sent when a run is to stop', async () => {
		const lane = sharedLane(anotherServer());
		await run({ latency: 200 }, lane);
		await lane.run({ stopped: () => false }, async () => refused(5));
		const sent: number[] = [];
		let isStopped = false;
		const work = forEachIndex(
			1_000,
			(running) => lane.room(running),
			() => isStopped,
			async (item) => {
				await lane.run({ stopped: () => false }, async () => sent.push(item));
				isStopped = true;
			},
		);
		await inSimulatedTime(work);
		expect(sent.length).toBeLessThanOrEqual(10);
	});
});

describe('who is cancelled', () => {
	test('costs those who are not no time', async () => {
		const server = anotherServer();
		const lane = sharedLane(server);
		// Two a second, as it is found out.
		await run({ latency: 50, limit: fixedWindow(2) }, lane, 20);
		let isStopped = false;
		const other = sharedLane(server, 100);
		const turn = { stopped: () => isStopped };
		const all = Array.from({ length: 100 }, async () => await other.run(turn, async () => 'none'));
		await jest.advanceTimersByTimeAsync(1_000);
		isStopped = true;
		await inSimulatedTime(Promise.all(all));
		const start = Date.now();
		const time = await inSimulatedTime(
			lane.run({ stopped: () => false }, async () => Date.now() - start),
		);
		expect(time).toBeLessThan(2_000);
	});
});

test('what a server says of its limit later is heard while somebody waits', async () => {
	const lane = sharedLane(anotherServer());
	const headers = {
		'inin-ratelimit-allowed': '15',
		'inin-ratelimit-count': '10',
		'inin-ratelimit-reset': '60',
	};
	// The server counts those that are under way, too.
	const { took } = await inSimulatedTime(
		runItems(
			lane,
			async (item) => {
				await sleep(item === 0 ? 100 : 300);
				return Object.assign(new String('done'), { headers }) as never;
			},
			12,
		),
	);
	expect(took).toBeLessThan(2_000);
});

test('a window of a server is a minute at most', async () => {
	const lane = sharedLane(anotherServer());
	const headers = {
		'inin-ratelimit-allowed': '1',
		'inin-ratelimit-count': '1',
		'inin-ratelimit-reset': '31536000',
	};
	const send = async () => Object.assign(new String('done'), { headers }) as never;
	// Ten are sent before anything is told.
	const { took } = await inSimulatedTime(runItems(lane, send, 11));
	expect(took).toBeLessThanOrEqual(61_000);
});

test('a clock that is put back holds up nobody', async () => {
	const lane = sharedLane(anotherServer());
	const { took } = await run({ latency: 50, limit: fixedWindow(2) }, lane, 20);
	jest.setSystemTime(Date.now() - 3_600_000);
	const again = await run({ latency: 50, limit: fixedWindow(2) }, lane, 20);
	expect(again.took).toBeLessThan(2 * took);
});

test('requests that get no answer in time leave room for those of other runs', async () => {
	const server = anotherServer();
	const late = new Failed({ kind: 'connection', fault: 'timeout', code: 'ETIMEDOUT' });
	const hanging = async () => {
		await sleep(60_000);
		return late;
	};
	const many = runItems(sharedLane(server), hanging, 30, 'GET');
	await jest.advanceTimersByTimeAsync(400_000);
	const { took } = await inSimulatedTime(runItems(sharedLane(server), async () => 'done', 1));
	expect(took).toBeLessThanOrEqual(61_000);
	await inSimulatedTime(many);
});
