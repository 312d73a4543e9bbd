/** @jest-environment node */
import { PassThrough } from 'node:stream';
import { watch } from '../../../nodes/shared/transport/streams';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Whether a stream that gives so many bytes every 900 ms, for a minute, has stalled for a patience of so many milliseconds. */
async function stalls(bytes: number, patience: number) {
	const stream = new PassThrough();
	const stalled = jest.fn();
	const watched = watch(stream, patience, stalled);
	stream.on('data', () => {});
	for (let time = 0; time < 60_000; time += 900) {
		if (bytes > 0) stream.write(Buffer.alloc(bytes));
		await jest.advanceTimersByTimeAsync(900);
	}
	watched.end();
	await jest.advanceTimersByTimeAsync(200);
	expect(jest.getTimerCount()).toBe(0);
	return stalled.mock.calls.length;
}

test.each([
	['gives nothing', 0, 1_000, 1],
	['drips', 1, 1_000, 1],
	['drips, but fast enough', 120, 10_000, 0],
	['moves', 2_000, 1_000, 0],
	['moves, for no patience at all', 2_000, NaN, 1],
	['gives nothing, for any patience', 0, Infinity, 0],
])('a stream that %s', async (_what, bytes, patience, times) => {
	expect(await stalls(bytes, patience)).toBe(times);
});
