import { forEachIndex, KeyedQueue, openTurns } from '../../../nodes/shared/transport/concurrency';

const tick = async () => await new Promise((resolve) => setImmediate(resolve));

test('works on all, in order, and never on more than allowed', async () => {
	let running = 0;
	let most = 0;
	const started: number[] = [];
	await forEachIndex(
		25,
		4,
		() => false,
		async (index) => {
			started.push(index);
			most = Math.max(most, ++running);
			for (let i = 0; i <= index % 3; i++) await tick();
			running--;
		},
	);
	expect(started).toEqual(Array.from({ length: 25 }, (_, i) => i));
	expect(most).toBe(4);
});

test('starts nothing more once told to stop, and waits for what runs', async () => {
	const ended: number[] = [];
	let stop = false;
	await forEachIndex(
		10,
		3,
		() => stop,
		async (index) => {
			if (index === 1) stop = true;
			await tick();
			ended.push(index);
		},
	);
	expect(ended.sort()).toEqual([0, 1]);
});

test.each([0, -1, NaN, Infinity, '2' as unknown as number])(
	'a concurrency of %p leaves nothing out',
	async (concurrency) => {
		const done: number[] = [];
		await forEachIndex(
			5,
			concurrency,
			() => false,
			async (index) => void done.push(index),
		);
		expect(done).toEqual([0, 1, 2, 3, 4]);
	},
);

test('nothing to do is done at once', async () => {
	await forEachIndex(
		0,
		5,
		() => false,
		async () => fail('called'),
	);
});

test('what has a key in common keeps its order even when the first takes longest or fails', async () => {
	const queue = new KeyedQueue();
	const log: string[] = [];
	const work = (name: string, ticks: number, result?: Error) => async () => {
		for (let i = 0; i < ticks; i++) await tick();
		log.push(name);
		if (result) throw result;
	};
	const all = [
		queue.run(['a'], work('a1', 5)),
		queue.run(['a'], work('a2', 1, new Error('a2'))).catch((error: Error) => error.message),
		queue.run(['b'], work('b1', 1)),
		queue.run(['a'], work('a3', 0)),
	];
	expect(['a', 'b', 'c'].map((key) => queue.isBusy(key))).toEqual([true, true, false]);
	expect(await Promise.all(all)).toEqual([undefined, 'a2', undefined, undefined]);
	expect(log).toEqual(['b1', 'a1', 'a2', 'a3']);
	expect(['a', 'b'].map((key) => queue.isBusy(key))).toEqual([false, false]);
});

test('turns begin in order, are as many at once as there are places, and a failure gives its place back', async () => {
	const inTurn = openTurns(2);
	let running = 0;
	let most = 0;
	const begun: number[] = [];
	const results = await Promise.allSettled(
		Array.from({ length: 9 }, (_, n) =>
			inTurn(async () => {
				begun.push(n);
				most = Math.max(most, ++running);
				for (let i = 0; i <= n % 3; i++) await tick();
				running--;
				if (n % 2 === 1) throw new Error(String(n));
				return n;
			}),
		),
	);
	expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
	expect(most).toBe(2);
	expect(results.map(({ status }) => status === 'fulfilled')).toEqual(
		results.map((_, n) => n % 2 === 0),
	);
});
