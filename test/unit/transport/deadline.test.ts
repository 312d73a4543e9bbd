/** @jest-environment node */
import type { ApiRequest, StreamedBody } from '../../../nodes/shared/transport/api';
import { openDeadlines } from '../../../nodes/shared/transport/deadline';
import { Failed } from '../../../nodes/shared/transport/retry';

const request: ApiRequest = { method: 'GET', path: '/things' };
const never = async () => await new Promise<never>(() => {});
let within: ReturnType<typeof openDeadlines>;

beforeEach(() => {
	jest.useFakeTimers();
	within = openDeadlines();
});
afterEach(() => jest.useRealTimers());

/** What became of something within an hour, and after how many milliseconds. */
async function outcome<T>(work: Promise<T>) {
	const start = Date.now();
	const ended = work.then((result) => ({ result, after: Date.now() - start }));
	await jest.advanceTimersByTimeAsync(3_600_000);
	return await ended;
}

const lateFailure = { failure: { kind: 'connection', fault: 'timeout' } };

test('what answers in time is not touched, and leaves nothing behind', async () => {
	const ended = within(1_000, request, undefined, async () => await Promise.resolve('answer'));
	expect(await ended).toBe('answer');
	await jest.advanceTimersByTimeAsync(400);
	expect(jest.getTimerCount()).toBe(0);
});

test('a request that is answered too late is ended, whether or not it heeds its signal', async () => {
	let signal: AbortSignal | undefined;
	const { result, after } = await outcome(
		within(1_000, request, undefined, async (limited) => {
			({ signal } = limited);
			return await never();
		}),
	);
	expect(result).toMatchObject(lateFailure);
	expect(result).toBeInstanceOf(Failed);
	expect(after).toBeGreaterThanOrEqual(1_000);
	expect(after).toBeLessThanOrEqual(1_200);
	expect(signal?.aborted).toBe(true);
	expect(jest.getTimerCount()).toBe(0);
});

test('each of many has its own time, by one chain of sleeps', async () => {
	const limits = [5_000, 400, 2_000];
	const all = limits.map(async (limit) => await within(limit, request, undefined, never));
	expect(jest.getTimerCount()).toBe(1);
	const ended = await Promise.all(all.map(outcome));
	ended.forEach(({ result, after }, index) => {
		expect(result).toMatchObject(lateFailure);
		expect(after).toBeLessThanOrEqual(limits[index] + 200);
	});
});

test.each([NaN, 0, -1])('a limit of %d does not mean never', async (limit) => {
	const { result, after } = await outcome(within(limit, request, undefined, never));
	expect(result).toMatchObject(lateFailure);
	expect(after).toBeLessThanOrEqual(200);
});

test('what ends a request otherwise reaches it', async () => {
	const cancel = new AbortController();
	const work = within(60_000, request, cancel.signal, async ({ signal }) => {
		await new Promise((resolve) => signal?.addEventListener('abort', resolve));
		return 'cancelled';
	});
	cancel.abort();
	expect(await work).toBe('cancelled');
});

describe('a body that is read as it is sent', () => {
	const pieces = (pause: number, count: number): StreamedBody => ({
		[Symbol.toStringTag]: 'Blob',
		type: 'text/plain',
		size: count,
		async *stream() {
			for (let piece = 0; piece < count; piece++) {
				await new Promise((resolve) => setTimeout(resolve, pause));
				yield Buffer.from('a');
			}
		},
	});
	const sendAll = (answer: () => Promise<string>) => async (limited: ApiRequest) => {
		const taken: Uint8Array[] = [];
		for await (const piece of (limited.body as StreamedBody).stream()) taken.push(piece);
		return await answer();
	};
	const done = async () => await Promise.resolve('done');

	test('can be read on by somebody when it is over, and leaves nothing behind', async () => {
		let body: StreamedBody | undefined;
		const given = { ...request, body: pieces(0, 1) };
		await within(1_000, given, undefined, async (limited) => {
			body = limited.body as StreamedBody;
			return await Promise.resolve('refused');
		});
		const reading = sendAll(done)({ ...request, body });
		await jest.advanceTimersByTimeAsync(5_000);
		expect(await reading).toBe('done');
		expect(jest.getTimerCount()).toBe(0);
	});

	test('may take its time while it moves', async () => {
		const body = pieces(900, 10);
		const work = within(1_000, { ...request, body }, undefined, sendAll(done));
		expect((await outcome(work)).result).toBe('done');
	});

	test.each([
		['that does not move is given up', pieces(10_000, 1), done, 1_000],
		['whose answer does not come is given up', pieces(900, 10), never, 10_000],
	])('%s', async (_what, body, answer, after) => {
		const ended = await outcome(within(1_000, { ...request, body }, undefined, sendAll(answer)));
		expect(ended.result).toMatchObject(lateFailure);
		expect(ended.after).toBeGreaterThanOrEqual(after);
		expect(ended.after).toBeLessThanOrEqual(after + 200);
	});
});
