import type { IExecuteFunctions } from 'n8n-workflow';
import { deduplicate } from '../../../nodes/shared/triggers/deduplicate';

/** What n8n's database does with the ids that it is given. */
type Database = (ids: string[]) => Promise<{ new: string[]; processed: string[] }>;

const answers: Database = async (ids) => ({ new: ids, processed: [] });
const knows: Database = async (ids) => ({ new: [], processed: ids });
let nodes = 0;
let node = '';
const warnings: string[] = [];

beforeEach(() => {
	jest.useFakeTimers();
	node = `node-${++nodes}`;
	warnings.length = 0;
});
afterEach(() => jest.useRealTimers());

/** What an execution of the node lets pass, once it is known. */
function execution(id: string, database: Database) {
	const context = {
		getMode: () => 'webhook',
		getExecutionId: () => `of ${id}`,
		getWorkflow: () => ({ id: 'workflow' }),
		getNode: () => ({ id: node }),
		logger: { warn: (text: string) => void warnings.push(text) },
		helpers: { checkProcessedAndRecord: database },
	} as unknown as IExecuteFunctions;
	const run: { passed?: unknown[] } = {};
	void deduplicate(context, [{ json: { id } }], (json) => json.id).then(
		(items) => (run.passed = items.map(({ json }) => json.id)),
	);
	return run;
}
const pass = async (time: number) => await jest.advanceTimersByTimeAsync(time);

test('a database that never answers lets pass what it is asked for, and holds up nothing', async () => {
	const hung = execution('a', async () => await new Promise(() => {}));
	const waiting = execution('b', answers);
	await pass(9_000);
	expect([hung.passed, waiting.passed]).toEqual([undefined, undefined]);
	await pass(2_000);
	expect([hung.passed, waiting.passed]).toEqual([['a'], ['b']]);
	expect(warnings).toEqual([expect.stringContaining('silent'), expect.stringContaining('silent')]);
	await pass(20_000);
	const next = execution('c', answers);
	await pass(0);
	expect(next.passed).toEqual(['c']);
});

test('what had to wait too long is recorded all the same', async () => {
	execution('a', async () => await new Promise(() => {}));
	const recorded: string[] = [];
	execution('b', async (ids) => {
		recorded.push(...ids);
		return await answers(ids);
	});
	await pass(60_000);
	expect(recorded).toEqual(['b', 'b@of b']);
});

test('an answer that comes too late, and is a refusal, is no failure of anybody', async () => {
	const late = execution('a', async () => {
		await new Promise((resolve) => setTimeout(resolve, 15_000));
		throw new Error('locked');
	});
	await pass(60_000);
	expect(late.passed).toEqual(['a']);
});

test('a slow database is waited for', async () => {
	const slow = execution('a', async (ids) => {
		await new Promise((resolve) => setTimeout(resolve, 8_000));
		return await knows(ids.slice(0, 1));
	});
	await pass(9_000);
	expect(slow.passed).toEqual([]);
	expect(warnings).toEqual([]);
});

test('however many wait, none passes as long as the database answers', async () => {
	const runs = Array.from({ length: 20 }, (_, n) =>
		execution(String(n), async (ids) => {
			await new Promise((resolve) => setTimeout(resolve, 3_000));
			return await knows(ids.slice(0, 1));
		}),
	);
	await pass(61_000);
	expect(runs.map(({ passed }) => passed)).toEqual(runs.map(() => []));
	expect(warnings).toEqual([]);
});

test('nothing is left waiting once the database has answered', async () => {
	execution('a', answers);
	await pass(1_000);
	expect(jest.getTimerCount()).toBe(0);
});
