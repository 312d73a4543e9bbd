/** @jest-environment node */
import { Lifetime } from '../../../nodes/shared/cometd/lifetime';
import { fakeTime, pass } from './fakeSession';

fakeTime();

const endless = async () => await new Promise<never>(() => {});

test.each([
	[5_000, 5_000],
	[NaN, 60_000],
])('work within a limit of %p ends after %p ms', async (limit, expected) => {
	let ended: unknown;
	new Lifetime().limit(limit, endless).catch((error: Error) => (ended = error.message));
	await pass(expected - 200);
	expect(ended).toBeUndefined();
	await pass(400);
	expect(ended).toBe('there was no answer in time');
	expect(jest.getTimerCount()).toBe(0);
});
