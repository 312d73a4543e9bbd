import { forEachIndex, KeyedQueue, openTurns } from '../../../nodes/shared/transport/concurrency';

const tick = async () => await new Promise((resolve) => setImmediate(resolve));

test('works on all, in order, and never on more than allowed', async () => {
	let running = 0;
	let most = 0;
	const started: number[] = [];
	await forEachIndex(
		25,
		(already) => 4 - already,
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
		(running) => 3 - running,
		() => stop,
		async (index) => {
			if (index === 1) stop = true;
			await tick();
			ended.push(index);
		},
	);
	expect(ended.sort()).toEqual([0, 1]);
});

test.each([0, -1, NaN, Infinity])('room for %p leaves nothing out', async (room) => {
	const done: number[] = [];
	await forEachIndex(
		5,
		() => room,
		() => false,
		async (index) => void done.push(index),
	);
	expect(done).toEqual([0, 1, 2, 3, 4]);
});

test('there can be more room, and less, as things go on', async () => {
	const most: number[] = [];
	let running = 0;
	let width = 1;
	await forEachIndex(
		30,
		(already) => width - already,
		() => false,
		async (index) => {
			most[width] = Math.max(most[width] ?? 0, ++running);
			await tick();
			running--;
			if (index === 5) width = 7;
			if (index === 15) width = 2;
		},
	);
	expect(most[1]).toBe(1);
	expect(most[7]).toBe(7);
	// What was under way ends first.
	expect(most[2]).toBeLessThanOrEqual(7);
	expect(running).toBe(0);
});

test('what has begun can make room by what it does', async () => {
	let waiting = 0;
	let begun = 0;
	let end = () => {};
	const ended = new Promise<void>((resolve) => (end = resolve));
	const all = forEachIndex(
		50,
		(running) => 10 - (running - waiting),
		() => false,
		async () => {
			begun++;
			await Promise.resolve();
			waiting++;
			await ended;
		},
	);
	expect(begun).toBe(10);
	while (begun < 50) await tick();
	end();
	await all;
});

test('work that is rejected is not lost', async () => {
	const work = async () => await Promise.reject(new Error('broken'));
	await expect(
		forEachIndex(
			3,
			(running) => 2 - running,
			() => false,
			work,
		),
	).rejects.toThrow('broken');
});

test('nothing to do is done at once', async () => {
	await forEachIndex(
		0,
		() => 5,
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
	expect(await Promise.all(all)).toEqual([undefined, 'a2', undefined, undefined]);
	expect(log).toEqual(['b1', 'a1', 'a2', 'a3']);
});

test('turns begin in order, are as many at once as there are places, and a failure gives its place back', async () => {
	const inTurn = openTurns((already) => 2 - already);
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
