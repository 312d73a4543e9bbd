import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PollContext } from 'n8n-core';
import { NodeOperationError, type IDataObject, type INodeExecutionData } from 'n8n-workflow';
import { jobOnce } from '../harness/exportJob';
import { tokenCredential } from '../harness/genesysCredentials';
import { startPollHost, type PollHost } from '../harness/runPoll';
import { withSimulator } from '../harness/simulator';
import { initDeduplication } from '../harness/triggerHost';
import type { NodeSetup } from '../harness/workflow';

const sim = withSimulator({ exports: { auto: false, runMs: 1_000 } });
let deduplication: Awaited<ReturnType<typeof initDeduplication>>;
let host: PollHost;
let workflows = 0;

beforeAll(async () => {
	deduplication = await initDeduplication();
});
beforeEach(async () => {
	sim.control.exports.set({ runMs: 1_000, auto: false });
	deduplication.clear();
	host = await start();
});

/** A trigger of its own; with `state` of another one, the same trigger after a restart. */
const start = async (more: Partial<NodeSetup> = {}) =>
	await startPollHost({
		node: 'genesysExportTrigger',
		parameters: { api: 'udm10', authentication: 'token', downloadFiles: false },
		credentials: tokenCredential(sim),
		workflowId: `workflow-${++workflows}`,
		...more,
	});
const job = (title = 'Nightly', more = {}) => sim.control.exports.addJob(jobOnce(title, more));
const finish = (titles: string[]) => {
	for (const title of titles) job(title);
	sim.control.exports.advance(5_000);
};
const titles = (items: INodeExecutionData[]) => items.map(({ json }) => json.title);
const poll = async () => titles(await host.poll());

test('takes note of what is there, then gives each export once', async () => {
	finish(['old', 'older']);
	expect(await poll()).toEqual([]);
	finish(['a', 'b']);
	expect(await poll()).toEqual(['a', 'b']);
	expect(await poll()).toEqual([]);
	finish(['c']);
	expect(await poll()).toEqual(['c']);
});

test('what n8n itself cannot do is said, since n8n stores no word of an error that is not its own', async () => {
	jest
		.spyOn(PollContext.prototype, 'getCredentials')
		.mockRejectedValueOnce(new Error('The database is away'));
	const error = await poll().catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error).toMatchObject({ message: 'The database is away' });
	expect(await poll()).toEqual([]);
});

test('starts with an empty history', async () => {
	expect(await poll()).toEqual([]);
	finish(['first']);
	expect(await poll()).toEqual(['first']);
});

test('an export that was running when it was switched on is given when it ends', async () => {
	job('running');
	sim.control.exports.advance(500);
	expect(await poll()).toEqual([]);
	expect(await poll()).toEqual([]);
	sim.control.exports.advance(5_000);
	expect(await poll()).toEqual(['running']);
});

test('an export that ends after newer ones is not lost, however many there are', async () => {
	await poll();
	sim.control.exports.set({ runMs: 3_600_000 });
	job('long');
	sim.control.exports.advance(1_000);
	sim.control.exports.set({ runMs: 1_000 });
	for (let n = 0; n < 5; n++) {
		finish(Array.from({ length: 60 }, (_, i) => `short ${n}.${i}`));
		sim.control.exports.advance(600_000);
		expect(await poll()).toHaveLength(60);
	}
	sim.control.exports.advance(3_600_000);
	expect(await poll()).toEqual(['long']);
	expect(await poll()).toEqual([]);
});

test('what the user wants to hear of', async () => {
	const events = ['failed', 'cancelled'];
	host = await start({
		parameters: { api: 'udm10', authentication: 'token', downloadFiles: false, events },
	});
	await poll();
	for (const title of ['ok', 'bad', 'gone']) job(title);
	sim.control.exports.advance(100);
	const [, bad, gone] = sim.control.exports.history();
	sim.control.exports.failRun(bad.id);
	sim.control.exports.cancelRun(gone.id);
	sim.control.exports.advance(5_000);
	expect(await poll()).toEqual(['bad', 'gone']);
});

test.each([
	[{ title: 'NIGHT' }, ['nightly chats']],
	[{ job: { __rl: true, mode: 'id', value: '1002' } }, ['other']],
	[{ source: 'UCS' }, ['nightly chats', 'other']],
	[{ source: 'nothing' }, []],
])('filter %j', async (filters, expected) => {
	host = await start({
		parameters: { api: 'udm10', authentication: 'token', downloadFiles: false, filters },
	});
	await poll();
	finish(['nightly chats', 'other']);
	expect(await poll()).toEqual(expected);
});

describe('after a restart', () => {
	const restart = async (state = host.state()) => (host = await start({ state }));

	test('what finished meanwhile is given', async () => {
		await poll();
		const state = host.state();
		finish(['meanwhile']);
		await restart(state);
		expect(await poll()).toEqual(['meanwhile']);
	});

	test('when the execution was not stored, it is started again', async () => {
		await poll();
		finish(['a']);
		await host.poll();
		await restart();
		const again = await host.poll();
		expect(titles(again)).toEqual(['a']);
		expect(titles((await host.execute(again, '7')).items)).toEqual(['a']);
		expect(await poll()).toEqual([]);
	});

	test('also when the first poll fails', async () => {
		await poll();
		finish(['a']);
		await host.poll();
		await restart();
		sim.control.faults.add({ kind: 'status', status: 500, times: 1, match: { path: '/udm/v10' } });
		await expect(host.poll()).rejects.toThrow();
		expect(await poll()).toEqual(['a']);
	});

	test('when the state was not stored, what was executed is not executed again', async () => {
		await poll();
		const state = host.state();
		finish(['a']);
		const found = await host.poll();
		const first = host;
		expect(titles((await first.execute(found, '1')).items)).toEqual(['a']);
		// The records of n8n belong to the workflow, which a test cannot give twice to one process.
		finish(['b']);
		host = await start({ state });
		const again = await host.poll();
		expect(titles(again)).toEqual(['a', 'b']);
		expect(titles((await first.execute(again, '2')).items)).toEqual(['b']);
	});
});

test('an execution that n8n runs again, or that the user retries, gives the same exports', async () => {
	await poll();
	finish(['a', 'b']);
	const found = await host.poll();
	for (let attempt = 0; attempt < 2; attempt++) {
		expect(titles((await host.execute(found, '1')).items)).toEqual(['a', 'b']);
	}
	expect(titles((await host.execute(found, '2')).items)).toEqual([]);
	expect(titles((await host.execute(found, '3', 'retry')).items)).toEqual(['a', 'b']);
});

describe('records that Genesys shows in an odd way', () => {
	/** A history of the test's own, in place of the simulator's. */
	const records: IDataObject[] = [];
	const asked: string[] = [];
	let server: Server;
	let own: PollHost;
	const DAY = 24 * 3_600_000;
	const record = (id: number, age: number, status = 'COMPLETED') => ({
		id,
		title: `run ${id}`,
		status,
		createdDate: new Date(Date.now() - age).toISOString(),
	});

	beforeEach(async () => {
		records.length = asked.length = 0;
		server = createServer((request, response) => {
			const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
			asked.push(pathname);
			const id = /history\/(\d+)$/.exec(pathname)?.[1];
			const field = searchParams.get('orderField') ?? 'id';
			const from = Number(searchParams.get('from'));
			const sorted = [...records].sort((a, b) =>
				(a[field] as number) < (b[field] as number) ? 1 : -1,
			);
			const body = id
				? records.find((one) => String(one.id) === id)
				: { count: records.length, items: sorted.slice(from, from + 100) };
			response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body ?? {}));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		own = await start({
			parameters: { api: 'cdds', authentication: 'apiKey', downloadFiles: false },
			credentials: { genesysApi: { baseUrl, apiKey: 'k' } },
		});
		records.push(record(100, DAY), record(101, 3_600_000));
		expect(await own.poll()).toEqual([]);
	});
	afterEach(() => server.close());

	test('a run with the date of its job is found by its id', async () => {
		records.push(record(102, 30 * DAY));
		expect(titles(await own.poll())).toEqual(['run 102']);
		expect(await own.poll()).toEqual([]);
	});

	test('a run with the id of its job is found by its date', async () => {
		records.push(record(50, 0));
		expect(titles(await own.poll())).toEqual(['run 50']);
	});

	test('a date that is still to come hides nothing', async () => {
		records.push(record(102, -30 * DAY));
		expect(await own.poll()).toHaveLength(1);
		records.push(record(60, 1000));
		expect(titles(await own.poll())).toEqual(['run 60']);
	});

	test('many that never end cost a few requests in each poll', async () => {
		for (let id = 200; id < 500; id++) records.push(record(id, 1000, 'SUSPENDED'));
		await own.poll();
		for (let id = 1000; id < 1400; id++) records.push(record(id, 0));
		expect(await own.poll()).toHaveLength(400);
		asked.length = 0;
		expect(await own.poll()).toEqual([]);
		expect(asked.length).toBeLessThan(50);
	});
});

test('changed filters start anew', async () => {
	await poll();
	finish(['a']);
	const state = host.state();
	const filters = { title: 'a' };
	const changed = { api: 'udm10', authentication: 'token', downloadFiles: false, filters };
	host = await start({ state, parameters: changed });
	expect(await poll()).toEqual([]);
	finish(['a2', 'b']);
	expect(await poll()).toEqual(['a2']);
});

test('a poll that fails loses nothing', async () => {
	await poll();
	finish(['a']);
	sim.control.faults.add({ kind: 'status', status: 500, times: 1, match: { path: '/udm/v10' } });
	await expect(host.poll()).rejects.toThrow();
	expect(await poll()).toEqual(['a']);
});

test('the files come along, one item each', async () => {
	host = await start({
		parameters: { api: 'udm10', authentication: 'token', downloadFiles: true },
	});
	await poll();
	finish(['a']);
	const { items, error } = await host.execute(await host.poll(), '1');
	expect(error).toBeUndefined();
	expect(items.map(({ binary }) => binary?.data?.fileName)).toEqual(
		sim.control.exports.files().map(({ name }) => name),
	);
	expect(items[0].json).toMatchObject({ title: 'a', outcome: 'done' });
});

describe('in the editor', () => {
	test('the newest finished export is the test event, as often as it is asked for', async () => {
		finish(['old', 'new']);
		for (let n = 0; n < 2; n++) {
			const { items } = await host.execute([{ json: {} }], '1', 'manual');
			expect(items).toHaveLength(1);
			expect(['old', 'new']).toContain(items[0].json.title);
		}
		expect(await poll()).toEqual([]);
	});

	test('says when there is none', async () => {
		const { error } = await host.execute([{ json: {} }], '1', 'manual');
		expect(error?.message).toBe('There is no export to test with');
	});
});
