import { setImmediate as nextTurn } from 'node:timers/promises';
import { waitFor, type N8nRest, type SavedWorkflow } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import {
	allExecutions,
	exportTrigger,
	finishExport,
	polled,
	polls,
	tokenCredential,
	TRIGGER,
} from './support/exports';
import { connect, instance, killInstance, startInstance } from './support/instance';
import { outcomeOfPublication } from './support/publication';
import { recordNode, startRecorder, type Recorder } from './support/recorder';
import { saveChain } from './support/workflows';

const HISTORY = { path: '/udm/v10/export/history' };

/** n8n is killed again and again; the tests build on one another. */
describe('the Export Trigger, when n8n is killed', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let recorder: Recorder;
	let workflow: SavedWorkflow;

	beforeAll(async () => {
		rest = await connect();
		simulator = await startSimulator();
		recorder = await startRecorder();
		workflow = await saveChain(rest, 'Exports', [
			exportTrigger(await tokenCredential(rest, simulator), {}, 1),
			recordNode(recorder, 'title'),
		]);
		await rest.activate(workflow);
		expect(await outcomeOfPublication(rest, workflow.id)).toMatchObject({ status: 'published' });
		await polls(simulator, 2);
	});

	afterAll(async () => {
		if (workflow) await rest.deactivate(workflow.id);
		await recorder?.close();
		await simulator?.close();
	});

	/** How often the workflow has passed on an export. */
	const count = (title: string) => recorder.names().filter((name) => name === title).length;
	const recorded = async (title: string) =>
		await waitFor(`${title} to be passed on`, async () => count(title) > 0 || undefined);
	/** Executions, by how they ended and what the trigger gave. */
	const executions = async () =>
		(await allExecutions(rest, workflow)).map(({ id, status, output }) => ({
			id,
			status,
			titles: output(TRIGGER).flatMap(({ title }) => title ?? []),
		}));
	/** Kills n8n, lets an export finish, starts n8n, and waits until it has passed that one on and looked some more. */
	const killAndStart = async (finishedMeanwhile: string) => {
		const { port } = instance();
		await killInstance();
		finishExport(simulator, finishedMeanwhile);
		await startInstance({ port });
		rest = await connect();
		await recorded(finishedMeanwhile);
		await polls(simulator, 2);
		expect(count(finishedMeanwhile)).toBe(1);
	};

	test('before the trigger has looked: each export is passed on once', async () => {
		finishExport(simulator, 'not seen');
		await killAndStart('down 1');
		expect(count('not seen')).toBe(1);
	});

	test('when Genesys has just told the trigger: each export is passed on once', async () => {
		const before = polled(simulator);
		finishExport(simulator, 'told');
		const patience = Date.now() + 10_000;
		// Without a pause: in some milliseconds, n8n would be further.
		while (polled(simulator) === before && Date.now() < patience) await nextTurn();
		await killAndStart('down 2');
		expect(count('told')).toBe(1);
	});

	test('after the execution: it is offered again, and dropped', async () => {
		finishExport(simulator, 'executed');
		await recorded('executed');
		const before = (await executions()).length;
		simulator.control.requests.clear();
		await killAndStart('down 3');
		const { id } = simulator.control.exports.history().find(({ title }) => title === 'executed')!;
		// n8n may have died before it stored the execution, so the trigger asks for it once more.
		expect(simulator.control.requests.list({ path: `${HISTORY.path}/${id}` })).toHaveLength(1);
		expect(count('executed')).toBe(1);
		expect((await executions()).slice(before)).toMatchObject([
			{ status: 'success', titles: ['down 3'] },
		]);
	});

	test('after the execution, with nothing new: an execution without items, and no more', async () => {
		const before = (await executions()).length;
		const { port } = instance();
		await killInstance();
		await startInstance({ port });
		rest = await connect();
		await waitFor('an execution', async () => (await executions()).length > before || undefined);
		await polls(simulator, 2);
		expect((await executions()).slice(before)).toMatchObject([{ status: 'success', titles: [] }]);
	});

	test('while it downloads: the export is offered again, and passed on once', async () => {
		const { storage } = simulator.control.exports;
		storage.addFault({ latencyMs: 60_000 });
		finishExport(simulator, 'downloading');
		await waitFor('the download', async () => storage.faults()[0].applied > 0 || undefined);
		await killAndStart('down 4');
		await recorded('downloading');
		await polls(simulator, 2);
		expect(count('downloading')).toBe(1);
	});

	test('in the end, each export was passed on once, and no credential went to the storage', () => {
		const titles = simulator.control.exports.history().map(({ title }) => title);
		expect(titles).toHaveLength(8);
		expect(recorder.names().sort()).toEqual(titles.sort());
		expect(simulator.control.exports.storage.violations()).toEqual([]);
		expect(simulator.control.exports.storage.requests().length).toBeGreaterThan(titles.length);
	});
});
