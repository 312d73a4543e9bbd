/**
 * @jest-environment node
 */
import {
	RecentDeliveries,
	type Claim,
} from '../../../nodes/shared/triggers/webhook/recentDeliveries';

async function claim(recent: RecentDeliveries, id: string): Promise<Claim> {
	const claimed = await recent.claim(id);
	if (typeof claimed === 'string') throw new Error(`It was ${claimed}`);
	return claimed;
}

test('what was taken is not given out again', async () => {
	const recent = new RecentDeliveries();
	(await claim(recent, 'a')).settle(true);
	expect(await recent.claim('a')).toBe('taken');
	await claim(recent, 'b');
});

test('what n8n could not take may come again', async () => {
	const recent = new RecentDeliveries();
	(await claim(recent, 'a')).settle(false);
	await claim(recent, 'a');
});

test('of copies that arrive together one is claimed, the others wait for its outcome', async () => {
	const recent = new RecentDeliveries();
	const first = await claim(recent, 'a');
	const answers: unknown[] = [];
	const copies = Array.from({ length: 5 }, async () => answers.push(await recent.claim('a')));
	await new Promise((resolve) => setImmediate(resolve));
	expect(answers).toEqual([]);
	first.settle(true);
	await Promise.all(copies);
	expect(answers).toEqual(Array(5).fill('taken'));
});

test('when the first of several copies fails, exactly one takes its place', async () => {
	const recent = new RecentDeliveries();
	const first = await claim(recent, 'a');
	const copies = Array.from({ length: 5 }, async () => {
		const claimed = await recent.claim('a');
		if (typeof claimed === 'string') return false;
		claimed.settle(true);
		return true;
	});
	first.settle(false);
	expect((await Promise.all(copies)).filter(Boolean)).toHaveLength(1);
});

test('the memory is bounded, and forgets the oldest first', async () => {
	const recent = new RecentDeliveries();
	for (let i = 0; i <= 10_000; i++) (await claim(recent, `id-${i}`)).settle(true);
	expect(await recent.claim('id-10000')).toBe('taken');
	expect(await recent.claim('id-1')).toBe('taken');
	await claim(recent, 'id-0');
});

describe('with a clock', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	test('what was taken is remembered for a minute: n8n can have lost it since', async () => {
		const recent = new RecentDeliveries();
		const first = await claim(recent, 'a');
		await jest.advanceTimersByTimeAsync(7_000);
		first.settle(true);
		await jest.advanceTimersByTimeAsync(59_999);
		expect(await recent.claim('a')).toBe('taken');
		await jest.advanceTimersByTimeAsync(1);
		// The minute begins anew with whoever takes it then.
		(await claim(recent, 'a')).settle(true);
		await jest.advanceTimersByTimeAsync(59_999);
		expect(await recent.claim('a')).toBe('taken');
	});

	test('what is not settled within a minute holds up nobody any more', async () => {
		const recent = new RecentDeliveries();
		const first = await claim(recent, 'a');
		await jest.advanceTimersByTimeAsync(51_800);
		const early = recent.claim('a');
		await jest.advanceTimersByTimeAsync(8_000);
		expect(await early).toBe('undecided');
		let late: Claim | string | undefined;
		void recent.claim('a').then((given) => (late = given));
		await jest.advanceTimersByTimeAsync(0);
		expect(late).toBeUndefined();
		await jest.advanceTimersByTimeAsync(200);
		expect(late).toEqual({ settle: expect.any(Function) });
		// What becomes of the first is not what becomes of the second.
		first.settle(true);
		const copy = recent.claim('a');
		(late as unknown as Claim).settle(false);
		expect(await copy).toEqual({ settle: expect.any(Function) });
	});

	test('a clock that is put back makes nothing be remembered for longer', async () => {
		const recent = new RecentDeliveries();
		(await claim(recent, 'a')).settle(true);
		jest.setSystemTime(Date.now() - 3_600_000);
		(await claim(recent, 'a')).settle(true);
		expect(await recent.claim('a')).toBe('taken');
	});

	test('of 10,000 the one that was taken last is forgotten last, also when it was known before', async () => {
		const recent = new RecentDeliveries();
		for (const id of ['a', 'b']) (await claim(recent, id)).settle(true);
		await jest.advanceTimersByTimeAsync(60_000);
		(await claim(recent, 'a')).settle(true);
		for (let i = 0; i < 9_999; i++) (await claim(recent, `id-${i}`)).settle(true);
		expect(await recent.claim('a')).toBe('taken');
	});

	test('a copy waits for 8 seconds, and leaves the first one what it is', async () => {
		const recent = new RecentDeliveries();
		const first = await claim(recent, 'a');
		let answer: unknown;
		void recent.claim('a').then((given) => (answer = given));
		await jest.advanceTimersByTimeAsync(7_800);
		expect(answer).toBeUndefined();
		await jest.advanceTimersByTimeAsync(200);
		expect(answer).toBe('undecided');
		first.settle(true);
		expect(await recent.claim('a')).toBe('taken');
	});

	test('the 8 seconds are those of the copy, however many it waits for', async () => {
		const recent = new RecentDeliveries();
		const first = await claim(recent, 'a');
		const answers: unknown[] = [];
		for (let copy = 0; copy < 2; copy++) void recent.claim('a').then((one) => answers.push(one));
		await jest.advanceTimersByTimeAsync(5_000);
		first.settle(false);
		await jest.advanceTimersByTimeAsync(2_800);
		expect(answers).toEqual([{ settle: expect.any(Function) }]);
		await jest.advanceTimersByTimeAsync(200);
		expect(answers).toEqual([{ settle: expect.any(Function) }, 'undecided']);
	});
});
