/** @jest-environment node */
import { ownLane } from '../../../nodes/shared/transport/limiter';
import type { Failure } from '../../../nodes/shared/transport/failure';
import {
	Failed,
	LONGEST_MS,
	LONGEST_RETRY_AFTER_MS,
	openRetries,
	retryAfter,
	retryDelay,
} from '../../../nodes/shared/transport/retry';

const answer = (status: number, headers = {}): Failure => ({
	kind: 'answer',
	status,
	headers,
	body: '',
});
const fault = (name: 'refused' | 'interrupted' | 'timeout' | 'unknownHost'): Failure => ({
	kind: 'connection',
	fault: name,
	code: 'X',
});
const get = { method: 'GET' } as const;
const post = { method: 'POST' } as const;
const idempotentPost = { method: 'POST', idempotent: true } as const;

test('Retry-After is obeyed, also for a POST', () => {
	expect(retryDelay(answer(429, { 'retry-after': '2' }), post, 0)).toBe(2000);
});

test.each(['0', 'Wed, 21 Oct 2015 07:28:00 GMT'])(
	'but not to come back at once: Retry-After %s',
	(header) => {
		for (const attempt of [0, 1, 2]) {
			const wait = retryDelay(answer(503, { 'retry-after': header }), post, attempt);
			expect(wait).toBeGreaterThanOrEqual(250 * 2 ** attempt);
		}
	},
);

test('a Retry-After beyond all patience is an error at once', () => {
	const seconds = LONGEST_RETRY_AFTER_MS / 1000 + 1;
	expect(retryDelay(answer(429, { 'retry-after': String(seconds) }), get, 0)).toBeUndefined();
});

test('429 without Retry-After backs off, for a POST as well: it was not taken', () => {
	expect(retryDelay(answer(429), post, 0)).toBeGreaterThanOrEqual(250);
});

test.each([502, 503, 504])('%i is repeated only where a second sending does no harm', (status) => {
	expect(retryDelay(answer(status), get, 0)).toBeGreaterThan(0);
	expect(retryDelay(answer(status), idempotentPost, 0)).toBeGreaterThan(0);
	expect(retryDelay(answer(status), post, 0)).toBeUndefined();
});

test.each([400, 401, 403, 404, 409, 500])('%i is never repeated', (status) => {
	expect(retryDelay(answer(status), get, 0)).toBeUndefined();
});

test('a POST that may have arrived is not sent again, one that cannot have arrived is', () => {
	expect(retryDelay(fault('interrupted'), post, 0)).toBeUndefined();
	expect(retryDelay(fault('timeout'), post, 0)).toBeUndefined();
	expect(retryDelay(fault('refused'), post, 0)).toBeGreaterThan(0);
	expect(retryDelay(fault('interrupted'), get, 0)).toBeGreaterThan(0);
	expect(retryDelay(fault('interrupted'), idempotentPost, 0)).toBeGreaterThan(0);
});

test('a host that does not exist is not asked again', () => {
	expect(retryDelay(fault('unknownHost'), get, 0)).toBeUndefined();
});

test('the wait doubles, is spread by half, and has a ceiling', () => {
	for (const [attempt, full] of [
		[0, 500],
		[1, 1000],
		[2, 2000],
		[20, 16_000],
	]) {
		const waits = Array.from({ length: 50 }, () => retryDelay(answer(503), get, attempt) as number);
		expect(Math.min(...waits)).toBeGreaterThanOrEqual(full / 2);
		expect(Math.max(...waits)).toBeLessThanOrEqual(full);
		expect(new Set(waits).size).toBeGreaterThan(1);
	}
});

test('Retry-After as seconds, as an HTTP date, and as nonsense', () => {
	const now = Date.parse('2026-11-21T10:00:00Z');
	expect(retryAfter('7', now)).toBe(7000);
	expect(retryAfter(['7', '9'], now)).toBe(7000);
	expect(retryAfter('Sat, 21 Nov 2026 10:00:30 GMT', now)).toBe(30_000);
	expect(retryAfter('Sat, 21 Nov 2026 09:00:00 GMT', now)).toBe(0);
	expect(retryAfter('soon', now)).toBeUndefined();
	expect(retryAfter('-5', now)).toBeUndefined();
	expect(retryAfter(undefined, now)).toBeUndefined();
});

describe('a request that is told to wait', () => {
	const refused = (seconds: number) => new Failed(answer(429, { 'retry-after': String(seconds) }));
	const going = () => false;
	let lane = ownLane();
	beforeEach(() => {
		jest.useFakeTimers();
		lane = ownLane();
	});
	afterEach(() => jest.useRealTimers());

	/** An attempt that waits for its turn, as those of a client do. */
	const inTurn =
		<T>(attempt: () => Promise<T | Failed>, stopped: () => boolean = going) =>
		async () =>
			await lane.run({ stopped }, attempt);

	/** Of a request that is always refused; `others`: how many go through before each refusal. */
	async function always(maxRetries: number, seconds: number, others: number, longest?: number) {
		let sent = 0;
		const all = { passed: 0 };
		const attempt = async () => {
			sent++;
			all.passed += others;
			// So that the test ends, whatever happens.
			return await Promise.resolve(sent < 50 ? refused(seconds) : 'through');
		};
		const end = longest && Date.now() + longest;
		const ended = openRetries(maxRetries, all)(post, attempt, going, end);
		await jest.runAllTimersAsync();
		expect(await ended).toBeInstanceOf(Failed);
		return sent;
	}

	test('is sent Max Retries times more where nothing goes through', async () => {
		expect(await always(3, 1, 0)).toBe(4);
	});

	test('is not sent again without retries, whatever goes through', async () => {
		expect(await always(0, 1, 1)).toBe(1);
	});

	test('keeps its retries while others go through, for so long and no longer', async () => {
		const queued = LONGEST_MS / 60_000;
		expect(await always(3, 60, 1)).toBe(1 + queued + 3);
	});

	test('is not sent after the time that it has in all, whatever is left', async () => {
		const start = Date.now();
		const sent = await always(10, 30, 1, 100_000);
		expect(sent).toBeGreaterThanOrEqual(3);
		expect(sent).toBeLessThanOrEqual(4);
		expect(Date.now() - start).toBeLessThanOrEqual(100_000 + 6_000);
	});

	test('is not waited for longer than that, whatever the others are told', async () => {
		const withRetries = openRetries(3, lane);
		const start = Date.now();
		const end = start + 20_000;
		const over = () => Date.now() >= end;
		const told = async () => await Promise.resolve(refused(15));
		const all = [1, 2].map(async () => await withRetries(post, inTurn(told, over), going, end));
		await jest.advanceTimersByTimeAsync(1_000);
		const late = withRetries(
			post,
			inTurn(async () => Date.now() - start, over),
			going,
			end,
		);
		await jest.runAllTimersAsync();
		await Promise.all(all);
		expect(await late).toBeLessThan(25_000);
	});

	test('is not sent without end by a server that says at once', async () => {
		expect(await always(3, 0, 1)).toBe(4);
	});

	test('lets all others wait as long as the one that is told to wait longest', async () => {
		const withRetries = openRetries(3, lane);
		const start = Date.now();
		const times: number[] = [];
		const once = (seconds: number) => {
			const answers: Array<Failed | string> = [refused(seconds), 'done'];
			return inTurn(async () => {
				times.push((Date.now() - start) / 1000);
				return await Promise.resolve(answers.shift() as Failed | string);
			});
		};
		const all = Promise.all([1, 5, 2].map(async (s) => await withRetries(post, once(s), going)));
		await jest.runAllTimersAsync();
		expect(await all).toEqual(['done', 'done', 'done']);
		expect(times.slice(0, 3)).toEqual([0, 0, 0]);
		expect(Math.min(...times.slice(3))).toBeGreaterThanOrEqual(5);
		expect(Math.max(...times.slice(3))).toBeLessThanOrEqual(6);
	});

	test('is not waited for once the run is cancelled, nor are the others sent later', async () => {
		let cancelled = false;
		const withRetries = openRetries(3, lane);
		const stopped = () => cancelled;
		const start = Date.now();
		const times: number[] = [];
		const once = inTurn(async () => {
			times.push(Date.now() - start);
			return await Promise.resolve(refused(60));
		}, stopped);
		const first = withRetries(get, once, stopped);
		await jest.advanceTimersByTimeAsync(1_000);
		const second = withRetries(get, once, stopped);
		cancelled = true;
		const ended = Promise.all([first, second]).then(() => Date.now() - start);
		await jest.runAllTimersAsync();
		expect(await ended).toBeLessThan(2_000);
		expect(Math.max(...times)).toBeLessThan(2_000);
		// The one that was refused is not tried again.
		expect(times).toHaveLength(2);
	});

	test('whose failure came as the run was cancelled has that failure at once', async () => {
		let cancelled = false;
		let sent = 0;
		const attempt = async () => {
			sent++;
			cancelled = true;
			return await Promise.resolve(refused(1));
		};
		const ended = openRetries(3, lane)(get, attempt, () => cancelled);
		await jest.runAllTimersAsync();
		expect(await ended).toBeInstanceOf(Failed);
		expect(sent).toBe(1);
	});

	test.each<[string, Failed, boolean]>([
		['a connection that broke', new Failed(fault('interrupted')), true],
		['no answer in time', new Failed(fault('timeout')), true],
		['a gateway that gave up', new Failed(answer(504)), true],
		['a connection that was refused', new Failed(fault('refused')), false],
		['being told to wait', refused(1), false],
		['too many requests', new Failed(answer(429)), false],
	])('that fails after %s may have been carried out: %p', async (_what, first, mayBeDone) => {
		const answers = [first, refused(1), new Failed(answer(404))];
		const attempt = async () => await Promise.resolve(answers.shift() as Failed);
		const ended = openRetries(3, lane)(get, attempt, going);
		await jest.runAllTimersAsync();
		expect(await ended).toEqual(new Failed(answer(404), '', mayBeDone));
	});

	test.each([fault('timeout'), fault('interrupted'), answer(500), answer(504)])(
		'but a POST that may have arrived is sent once: %j',
		async (failure) => {
			const attempt = jest.fn(async () => await Promise.resolve(new Failed(failure)));
			const ended = openRetries(3, lane)(post, attempt, going);
			await jest.runAllTimersAsync();
			expect(await ended).toEqual(new Failed(failure));
			expect(attempt).toHaveBeenCalledTimes(1);
		},
	);
});
