import { RecentDeliveries } from '../../../nodes/shared/triggers/webhook/recentDeliveries';

test('what was taken is not given out again', async () => {
	const recent = new RecentDeliveries();
	(await recent.claim('a'))?.settle(true);
	expect(await recent.claim('a')).toBeUndefined();
	expect(await recent.claim('b')).toBeDefined();
});

test('what n8n could not take may come again', async () => {
	const recent = new RecentDeliveries();
	(await recent.claim('a'))?.settle(false);
	expect(await recent.claim('a')).toBeDefined();
});

test('of copies that arrive together one is claimed, the others wait for its outcome', async () => {
	const recent = new RecentDeliveries();
	const first = await recent.claim('a');
	let others = 0;
	const copies = Array.from({ length: 5 }, async () => {
		if (await recent.claim('a')) others++;
	});
	await new Promise((resolve) => setImmediate(resolve));
	expect(others).toBe(0);
	first?.settle(true);
	await Promise.all(copies);
	expect(others).toBe(0);
});

test('when the first of several copies fails, exactly one takes its place', async () => {
	const recent = new RecentDeliveries();
	const first = await recent.claim('a');
	const copies = Array.from({ length: 5 }, async () => {
		const claim = await recent.claim('a');
		claim?.settle(true);
		return claim !== undefined;
	});
	first?.settle(false);
	expect((await Promise.all(copies)).filter(Boolean)).toHaveLength(1);
});

test('the memory is bounded, and forgets the oldest first', async () => {
	const recent = new RecentDeliveries();
	for (let i = 0; i <= 10_000; i++) (await recent.claim(`id-${i}`))?.settle(true);
	expect(await recent.claim('id-10000')).toBeUndefined();
	expect(await recent.claim('id-1')).toBeUndefined();
	expect(await recent.claim('id-0')).toBeDefined();
});
