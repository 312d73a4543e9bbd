import { firstAlone } from '../../../nodes/shared/transport/firstAlone';

const settled = async () => await new Promise(setImmediate);

function deferred() {
	let resolve!: (answer: string) => void;
	let reject!: (error: Error) => void;
	const promise = new Promise<string>((...both) => ([resolve, reject] = both));
	return { promise, resolve, reject };
}

/** Three that begin at once; the first ends when the test says so. */
function three() {
	const afterFirst = firstAlone();
	const begun: number[] = [];
	const first = deferred();
	const all = [1, 2, 3].map(async (n) =>
		afterFirst(async () => {
			begun.push(n);
			return n === 1 ? await first.promise : `answer ${n}`;
		}),
	);
	return { afterFirst, begun, first, all: Promise.allSettled(all) };
}

test('the others begin when the first has its answer, and each has its own', async () => {
	const { begun, first, all } = three();
	await settled();
	expect(begun).toEqual([1]);
	first.resolve('answer 1');
	const answers = (await all).map((one) => (one.status === 'fulfilled' ? one.value : undefined));
	expect(answers).toEqual(['answer 1', 'answer 2', 'answer 3']);
	expect(begun).toEqual([1, 2, 3]);
});

test('a first that fails is an error of its own, and lets the others begin', async () => {
	const { begun, first, all } = three();
	await settled();
	first.reject(new Error('the login is down'));
	const ends = (await all).map(({ status }) => status);
	expect(ends).toEqual(['rejected', 'fulfilled', 'fulfilled']);
	expect(begun).toEqual([1, 2, 3]);
});

test('whoever comes later waits for nobody', async () => {
	const { afterFirst, first, all } = three();
	first.resolve('answer 1');
	await all;
	const never = afterFirst(async () => await new Promise(() => {}));
	expect(await afterFirst(async () => await Promise.resolve('later'))).toBe('later');
	void never;
});
