import { defineOperation } from '../../../nodes/shared/engine/operation';
import { planJobs, runJobs, type Job } from '../../../nodes/shared/engine/schedule';

const tick = async () => await new Promise((resolve) => setImmediate(resolve));
const described = (value: string) => ({
	value,
	name: value,
	action: value,
	description: value,
	properties: [],
});
const batch = defineOperation({
	...described('batch'),
	kind: 'batch',
	batchSize: 3,
	execute: async (members) => members.map(() => ({})),
});
const single = defineOperation({
	...described('single'),
	kind: 'action',
	request: () => ({ method: 'POST', path: '/' }),
});
const planned = (operations: Array<typeof batch>) =>
	operations.map((operation, index) => ({ index, operation }));
const indexes = (jobs: Job[]) => jobs.map((job) => job.map(({ index }) => index));

describe('jobs', () => {
	test('are one item each, and as many of a batch as it says', () => {
		const items = planned([single, single, batch, batch, batch, batch, single, batch]);
		expect(indexes(planJobs(items, undefined))).toEqual([[0], [1], [2, 3, 4], [5], [6], [7]]);
	});

	test('are as large as the user wants', () => {
		const items = planned(Array.from({ length: 5 }, () => batch));
		expect(indexes(planJobs(items, 2))).toEqual([[0, 1], [2, 3], [4]]);
		expect(indexes(planJobs(items, 1))).toEqual([[0], [1], [2], [3], [4]]);
		expect(indexes(planJobs(planned([single, single]), 5))).toEqual([[0], [1]]);
	});

	test('are none for no items', () => expect(planJobs([], undefined)).toEqual([]));
});

/** Runs jobs with these targets; the earlier one takes longer than those after it. */
async function run(targets: string[][], stopped: (done: number) => boolean = () => false) {
	const items = planned(targets.map(() => single));
	const log: string[] = [];
	let done = 0;
	await runJobs(
		planJobs(items, 1),
		(running) => 10 - running,
		() => stopped(done),
		([{ index }]) => ({
			targets: targets[index],
			work: async () => {
				log.push(`+${index}`);
				for (let i = 0; i < 5 * (targets.length - index); i++) await tick();
				log.push(`-${index}`);
				done++;
			},
		}),
	);
	return log;
}

describe('work', () => {
	test('without a target in common happens at once', async () => {
		expect(await run([['a'], ['b'], []])).toEqual(['+0', '+1', '+2', '-2', '-1', '-0']);
	});

	test('on the same target keeps its order', async () => {
		expect(await run([['a'], ['a'], ['a']])).toEqual(['+0', '-0', '+1', '-1', '+2', '-2']);
	});

	test('on several targets waits for all of them, and holds up what comes after', async () => {
		const log = await run([['a'], ['b'], ['b', 'a'], ['c', 'b'], ['b'], ['d']]);
		const before = (first: string, second: string) =>
			expect(log.indexOf(first)).toBeLessThan(log.indexOf(second));
		before('-0', '+2');
		before('-1', '+2');
		before('-2', '+3');
		before('-3', '+4');
		before('+5', '-0');
	});

	test('that waits is not started any more once the run has stopped', async () => {
		expect(await run([['a'], ['a'], ['a']], (done) => done > 0)).toEqual(['+0', '-0']);
	});
});
