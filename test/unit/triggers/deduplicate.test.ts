import type { IExecuteFunctions, INode, WorkflowExecuteMode } from 'n8n-workflow';
import type { deduplicate } from '../../../nodes/shared/triggers/deduplicate';
import { ProcessedData } from '../../harness/processedData';

interface Process {
	deduplicate: typeof deduplicate;
}

/** What one statement of the database does, and when. */
type Statement = () => Promise<void>;

const after =
	(time: number): Statement =>
	async () =>
		await new Promise((resolve) => setTimeout(resolve, time));
const never: Statement = async () => await new Promise(() => {});
const refuses: Statement = async () => await Promise.reject(new Error('database is locked'));

let table: ProcessedData;
let one: Process;
let other: Process;
let executions = 0;
const warnings: string[] = [];

/** A process of n8n knows nothing of the others but what the database says. */
function startProcess(): Process {
	let started = {} as Process;
	jest.isolateModules(() => {
		started = jest.requireActual<Process>('../../../nodes/shared/triggers/deduplicate');
	});
	return started;
}

beforeEach(() => {
	jest.useFakeTimers();
	table = new ProcessedData();
	table.statement = after(1);
	[one, other] = [startProcess(), startProcess()];
	warnings.length = 0;
});
afterEach(() => jest.useRealTimers());

interface More {
	/** How long a statement of this execution takes, if not as long as others. */
	statement?: Statement;
	mode?: WorkflowExecuteMode;
	executionId?: string;
}

/** What an execution of the node lets pass, once it is known. */
function execution(process: Process, ids: string | string[], more: More = {}) {
	const { statement, mode = 'webhook', executionId = String(++executions) } = more;
	const node = { id: 'node' } as INode;
	const workflow = { id: 'workflow', active: true };
	const seen = Object.create(
		table,
		statement ? { statement: { value: statement } } : {},
	) as ProcessedData;
	const context = {
		getMode: () => mode,
		getExecutionId: () => executionId,
		getExecuteData: () => ({ node }),
		getWorkflow: () => workflow,
		getNode: () => ({ ...node }),
		logger: { warn: (text: string) => void warnings.push(text) },
		helpers: {
			checkProcessedAndRecord: async (...[items, scope, options]: never[]) =>
				await seen.checkProcessedAndRecord(items, scope, { node, workflow }, options),
			removeProcessed: async (...[items, scope]: never[]) =>
				await seen.removeProcessed(items, scope, { node, workflow }),
			getProcessedDataCount: async (...[scope]: never[]) =>
				await seen.getProcessedDataCount(scope, { node, workflow }),
			clearAllProcessedItems: async (...[scope]: never[]) =>
				await seen.clearAllProcessedItems(scope, { node, workflow }),
		},
	} as unknown as IExecuteFunctions;
	const items = [ids].flat().map((id) => ({ json: { id } }));
	const run: { passed?: unknown[]; executionId: string; node: INode } = { executionId, node };
	void process
		.deduplicate(context, items, (json) => json.id)
		.then((passing) => (run.passed = passing.map(({ json }) => json.id)));
	return run;
}
const pass = async (time: number) => await jest.advanceTimersByTimeAsync(time);
/** The same, with what passed. */
async function passed(...[process, ids, more]: Parameters<typeof execution>) {
	const run = execution(process, ids, more);
	await pass(60_000);
	return run.passed;
}
const seeded = (seed: number) => () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
/** Each statement takes another time, by chance. */
const byChance = (seed: number): Statement => {
	const random = seeded(seed);
	return async () => await after(1 + Math.floor(random() * 20))();
};
const SEEDS = Array.from({ length: 10 }, (_, n) => n + 1);
/** Makes the rows, so that they are changed next and not made. Both processes know then how n8n treats rows. */
async function fill(): Promise<void> {
	await passed(other, 'before');
	await passed(
		one,
		Array.from({ length: 900 }, (_, n) => `before ${n}`),
	);
}
const held = () => [...table.rows.keys()].filter((row) => /held/.test(row));

describe('several processes', () => {
	test.each(SEEDS)('of the first two copies one passes (seed %d)', async (seed) => {
		table.statement = byChance(seed);
		const runs = [execution(one, 'a'), execution(other, 'a')];
		await pass(60_000);
		expect(runs.flatMap((run) => run.passed)).toEqual(['a']);
		expect(warnings).toEqual([]);
	});

	test.each(SEEDS)(
		'of two copies at the same moment one passes, where others came before (seed %d)',
		async (seed) => {
			await fill();
			table.statement = byChance(seed);
			const runs = [execution(one, 'a'), execution(other, 'a')];
			await pass(60_000);
			expect(runs.flatMap((run) => run.passed)).toEqual(['a']);
			expect(warnings).toEqual([]);
		},
	);

	test.each(SEEDS)('nor does a PostgreSQL that speaks Spanish worry (seed %d)', async (seed) => {
		table.statement = byChance(seed);
		table.checkProcessedAndRecord = async function (...given) {
			const answer = ProcessedData.prototype.checkProcessedAndRecord.apply(this, given);
			return await answer.catch(async () => {
				const said = new Error('llave duplicada viola restricción de unicidad «PK_ca04b9d8dc7»');
				return await Promise.reject(Object.assign(said, { code: '23505' }));
			});
		};
		const runs = [one, other, startProcess()].map((process) => execution(process, 'a'));
		await pass(60_000);
		expect(runs.flatMap((run) => run.passed)).toEqual(['a']);
		expect(warnings).toEqual([]);
	});

	test('of many copies of many deliveries, each passes once, and none is forgotten', async () => {
		await fill();
		table.statement = byChance(7);
		const ids = Array.from({ length: 50 }, (_, n) => `id ${n}`);
		const runs = [...ids, ...ids].flatMap((id) => [execution(one, id), execution(other, id)]);
		await pass(60_000);
		expect(runs.flatMap((run) => run.passed).sort()).toEqual([...ids].sort());
		const restarted = startProcess();
		expect(await passed(restarted, ids)).toEqual([]);
		expect(held()).toEqual([]);
	});

	test('1,000 deliveries are remembered after a restart, in rows that are short', async () => {
		const ids = Array.from({ length: 1_000 }, (_, n) => `delivery-${n}`);
		expect(await passed(one, ids)).toEqual(ids);
		expect(await passed(other, ids)).toEqual([]);
		expect(table.rows.size).toBeLessThanOrEqual(257);
		for (let n = 0; n < 20; n++) {
			await passed(
				one,
				Array.from({ length: 1_000 }, (_, m) => `later-${n}-${m}`),
			);
		}
		// One for each slot, and the one that n8n documents.
		expect(table.rows.size).toBe(257);
		expect(Math.max(...[...table.rows.values()].map((row) => row.length))).toBe(64);
	});

	test('a slot that a dead process held is given back, and what it had not claimed passes', async () => {
		await passed(one, 'b');
		let statements = 0;
		// Reads and makes the row that stands for the slot, and is gone.
		const dies: Statement = async () => await (++statements > 2 ? never() : after(1)());
		execution(one, 'a', { statement: dies });
		await pass(100);
		expect(held()).toHaveLength(1);
		const next = execution(other, 'a');
		await pass(9_000);
		expect(next.passed).toBeUndefined();
		await pass(7_000);
		expect(next.passed).toEqual(['a']);
		expect(held()).toEqual([]);
	});

	test('one that stalls while it holds a slot is waited for', async () => {
		let statements = 0;
		const stalls: Statement = async () => await after(++statements === 6 ? 5_000 : 1)();
		const slow = execution(one, 'a', { statement: stalls });
		await pass(50);
		const copy = execution(other, 'a');
		await pass(4_000);
		expect([slow.passed, copy.passed]).toEqual([undefined, undefined]);
		await pass(2_000);
		expect([slow.passed, copy.passed]).toEqual([['a'], []]);
	});
});

describe('an execution that n8n runs again', () => {
	test('passes when it was the one that passed, and not when it was a repetition', async () => {
		const first = execution(one, 'a');
		await pass(100);
		const copy = execution(other, 'a');
		await pass(100);
		expect([first.passed, copy.passed]).toEqual([['a'], []]);
		const after = startProcess();
		expect(await passed(after, 'a', { executionId: first.executionId })).toEqual(['a']);
		expect(await passed(after, 'a', { executionId: copy.executionId })).toEqual([]);
	});

	test('does not pass as a repetition whose mark could not be taken away', async () => {
		await passed(one, 'a');
		let statements = 0;
		// The slot is held, written to (two each), and then the removal.
		const fails: Statement = async () => await (++statements === 5 ? refuses() : after(1)());
		expect(await passed(one, 'a', { statement: fails })).toEqual([]);
		expect(statements).toBeGreaterThan(5);
	});

	test('passes when the user wants that', async () => {
		await passed(one, 'a');
		expect(await passed(other, 'a', { mode: 'retry' })).toEqual(['a']);
	});

	test('the id of the node stays what it is', async () => {
		const run = execution(one, 'a');
		await pass(100);
		expect(run.node.id).toBe('node');
	});
});

describe('where n8n takes no row by the id of the node', () => {
	beforeEach(() => (table.nameOf = ({ workflow }) => workflow.id));

	test.each(SEEDS)(
		'of two copies at the same moment one passes all the same (seed %d)',
		async (seed) => {
			await fill();
			table.statement = byChance(seed);
			const runs = [execution(one, 'a'), execution(other, 'a')];
			await pass(60_000);
			expect(runs.flatMap((run) => run.passed)).toEqual(['a']);
			expect(await passed(startProcess(), 'a')).toEqual([]);
			expect(await passed(startProcess(), 'b')).toEqual(['b']);
		},
	);

	test('what n8n remembered is neither cleared nor cut short', async () => {
		const ids = Array.from({ length: 900 }, (_, n) => `delivery-${n}`);
		await passed(one, ids);
		await passed(startProcess(), 'another');
		expect(await passed(other, ids)).toEqual([]);
	});

	test('it passes when n8n runs it again', async () => {
		const run = execution(one, 'a');
		await pass(2_000);
		expect(await passed(other, 'a', { executionId: run.executionId })).toEqual(['a']);
	});
});

describe('a database', () => {
	test('that never answers lets pass what it is asked for, and holds up nothing', async () => {
		await passed(one, 'before');
		const hung = execution(one, 'a', { statement: never });
		const waiting = execution(one, 'a');
		await pass(9_000);
		expect([hung.passed, waiting.passed]).toEqual([undefined, undefined]);
		await pass(2_000);
		expect([hung.passed, waiting.passed]).toEqual([['a'], ['a']]);
		expect(warnings).toEqual([
			expect.stringContaining('silent'),
			expect.stringContaining('silent'),
		]);
		await pass(20_000);
		const next = execution(one, 'c');
		await pass(100);
		expect(next.passed).toEqual(['c']);
	});

	test('that was silent when the process began holds up nothing later', async () => {
		execution(one, 'a', { statement: never });
		const next = execution(one, 'b');
		await pass(100);
		expect(next.passed).toEqual(['b']);
	});

	test('records all the same what had to wait too long', async () => {
		await passed(one, 'before');
		execution(one, 'a', { statement: never });
		const late = execution(one, 'a');
		await pass(60_000);
		expect(late.passed).toEqual(['a']);
		expect(await passed(other, 'a')).toEqual([]);
	});

	test('that refuses lets everything pass', async () => {
		expect(await passed(one, ['a', 'b'], { statement: refuses })).toEqual(['a', 'b']);
		expect(warnings).toEqual(Array(2).fill(expect.stringContaining('locked')));
	});

	test('whose refusal comes too late is no failure of anybody', async () => {
		const late: Statement = async () => {
			await after(15_000)();
			await refuses();
		};
		expect(await passed(one, 'a', { statement: late })).toEqual(['a']);
	});

	test('that is slow is waited for', async () => {
		await passed(one, 'a');
		const slow = execution(one, 'a', { statement: after(4_000) });
		await pass(9_000);
		expect(slow.passed).toBeUndefined();
		await pass(60_000);
		expect(slow.passed).toEqual([]);
		expect(warnings).toEqual([]);
	});

	test('that is slow lets none pass, however many wait', async () => {
		await passed(one, 'a');
		table.statement = after(1_000);
		const runs = Array.from({ length: 20 }, () => execution(one, 'a'));
		await pass(300_000);
		expect(runs.map((run) => run.passed)).toEqual(runs.map(() => []));
		expect(warnings).toEqual([]);
	});

	test('leaves nothing waiting once it has answered', async () => {
		execution(one, 'a');
		await pass(1_000);
		expect(jest.getTimerCount()).toBe(0);
	});
});
