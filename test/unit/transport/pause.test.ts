/** @jest-environment node */
import { pause, SLICE_MS } from '../../../nodes/shared/transport/pause';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Milliseconds that a pause took. */
async function taken(time: number, stop = () => false) {
	const start = Date.now();
	const ended = pause(time, stop).then(() => Date.now() - start);
	await jest.advanceTimersByTimeAsync(3_600_000);
	return await ended;
}

test.each([1, 199.5, 200, 1234, 60_000])('waits for %d ms', async (time) => {
	expect(await taken(time)).toBe(Math.ceil(time));
});

test('ends soon after it is told to', async () => {
	const soon = Date.now() + 1_000;
	expect(await taken(60_000, () => Date.now() >= soon)).toBeLessThan(1_000 + SLICE_MS);
	const later = Date.now() + 600_000;
	expect(await taken(Infinity, () => Date.now() >= later)).toBeLessThanOrEqual(600_000);
});

test('does nothing when it is told to end before it begins', async () => {
	expect(await taken(NaN, () => true)).toBe(0);
});

test('what is no number is one slice', async () => {
	expect(await taken(NaN)).toBe(SLICE_MS);
});

test.each([0, -1, -Infinity])('does not wait for %d ms', async (time) => {
	expect(await taken(time)).toBe(0);
});

test('a loop around a pause of NaN lets others go on', async () => {
	let rounds = 0;
	let done = false;
	const looping = (async () => {
		for (; !done && rounds < 10_000; rounds++) await pause(NaN, () => done);
	})();
	setTimeout(() => (done = true), 0);
	for (let turn = 0; turn < 100; turn++) await Promise.resolve();
	expect(rounds).toBeLessThan(2);
	await jest.advanceTimersByTimeAsync(SLICE_MS);
	await looping;
});
