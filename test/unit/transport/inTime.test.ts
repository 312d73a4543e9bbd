/** @jest-environment node */
import { inTime } from '../../../nodes/shared/transport/inTime';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const after = async <T>(time: number, result: () => T) =>
	await new Promise<void>((resolve) => setTimeout(resolve, time)).then(result);
const fails = (): never => {
	throw new Error('it failed');
};
const late = () => 'late';

/** What comes of it, and after how many milliseconds. */
async function outcome(work: Promise<unknown>) {
	const start = Date.now();
	const known: { result?: unknown; time?: number } = {};
	const note = (result: unknown) => Object.assign(known, { result, time: Date.now() - start });
	work.then(note, (error: Error) => note(error.message));
	await jest.advanceTimersByTimeAsync(60_000);
	return known;
}

test('what is done or fails in time is as it is, and leaves nothing waiting', async () => {
	const done = inTime(
		after(500, () => 'done'),
		{ limit: 1_000, late },
	);
	expect(await outcome(done)).toEqual({ result: 'done', time: 500 });
	const failed = inTime(after(500, fails), { limit: 1_000, late });
	expect(await outcome(failed)).toEqual({ result: 'it failed', time: 500 });
	expect(jest.getTimerCount()).toBe(0);
});

test('what takes too long is given up, also when it fails after that', async () => {
	const never = new Promise(() => {});
	const givenUp = { result: 'late', time: 1_000 };
	expect(await outcome(inTime(never, { limit: 1_000, late }))).toEqual(givenUp);
	expect(await outcome(inTime(after(2_000, fails), { limit: 1_000, late }))).toEqual(givenUp);
	expect(await outcome(inTime(never, { limit: 1_000, late: fails }))).toEqual({
		...{ result: 'it failed', time: 1_000 },
	});
});

test('what makes progress may take any time, and is given up when it makes none any more', async () => {
	const patience = () => {
		const begin = Date.now();
		const progress = () => Math.floor(Math.min(Date.now() - begin, 5_000) / 500);
		return { limit: 1_000, late, progress };
	};
	const done = inTime(
		after(4_900, () => 'done'),
		patience(),
	);
	expect(await outcome(done)).toEqual({ result: 'done', time: 4_900 });
	const stuck = inTime(new Promise(() => {}), patience());
	expect(await outcome(stuck)).toEqual({ result: 'late', time: 6_000 });
});
