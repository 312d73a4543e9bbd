import { waitFor, type N8nRest, type SavedCredential, type SavedWorkflow } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import {
	allExecutions,
	exportTrigger,
	filesOf,
	finishExport,
	jobOf,
	polls,
	sha256Of,
	tokenCredential,
	TRIGGER,
} from './support/exports';
import { connect } from './support/instance';
import { outcomeOfPublication } from './support/publication';
import { node, saveChain, saveCredential } from './support/workflows';

describe('the Export Trigger', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let credential: SavedCredential;
	let active: SavedWorkflow[] = [];

	beforeAll(async () => {
		rest = await connect();
		simulator = await startSimulator();
		credential = await tokenCredential(rest, simulator);
	});

	beforeEach(async () => await simulator.control.reset());

	afterEach(async () => {
		for (const { id } of active) await rest.deactivate(id);
		active = [];
		expect(simulator.control.exports.storage.violations()).toEqual([]);
	});

	afterAll(async () => await simulator?.close());

	const save = async (parameters: Record<string, unknown> = {}, by = credential) =>
		await saveChain(rest, 'Exports', [
			exportTrigger(by, parameters),
			node('After', 'n8n-nodes-base.noOp'),
		]);
	/** Publishes a workflow, and waits until n8n has done so. */
	const publish = async (workflow: SavedWorkflow) => {
		await rest.activate(await rest.getWorkflow(workflow.id));
		active.push(workflow);
		return await outcomeOfPublication(rest, workflow.id);
	};
	const start = async (parameters: Record<string, unknown> = {}) => {
		const workflow = await save(parameters);
		expect(await publish(workflow)).toMatchObject({ status: 'published' });
		return workflow;
	};
	/** Titles that each execution so far gave to the next node, once there are so many of them. */
	const started = async (workflow: SavedWorkflow, count: number) => {
		await rest.waitForExecutions(workflow.id, count);
		// Nothing more comes with the next looks.
		await polls(simulator, 2);
		const executions = await allExecutions(rest, workflow);
		expect(executions.map(({ status }) => status)).toEqual(executions.map(() => 'success'));
		return {
			executions,
			titles: executions.map(({ output }) => output('After').map(({ title }) => title)),
		};
	};

	test('what finishes between two looks starts one execution, with the files of each export', async () => {
		finishExport(simulator, 'before');
		const workflow = await start();
		const { exports } = simulator.control;
		for (const title of ['first', 'second']) finishExport(simulator, title);
		exports.addJob(jobOf('third', ['email', 'chat']));
		exports.advance(exports.settings().runMs);

		const { executions, titles } = await started(workflow, 1);
		expect(titles).toEqual([['first', 'second', 'third', 'third']]);
		const files = exports.files().filter(({ jobTitle }) => jobTitle !== 'before');
		expect(executions[0].output(TRIGGER)).toMatchObject(
			files.map((file) => ({ id: file.historyId, status: 'COMPLETED', outcome: 'done', file })),
		);
		const stored = filesOf(executions[0], TRIGGER);
		expect(stored).toMatchObject(
			files.map(({ name, size }) => ({
				fileName: name,
				mimeType: 'application/zip',
				bytes: size,
			})),
		);
		for (const file of stored) {
			expect(await sha256Of(file)).toBe(await exports.sha256(file.fileName));
		}

		finishExport(simulator, 'fourth');
		expect((await started(workflow, 2)).titles[1]).toEqual(['fourth']);
	});

	test('an export that runs when the trigger is switched on starts it at its end', async () => {
		const { exports } = simulator.control;
		exports.addJob(jobOf('long'));
		exports.advance(0);
		exports.set({ auto: false });
		try {
			const workflow = await start({ downloadFiles: false });
			await polls(simulator, 2);
			expect(await rest.listExecutions(workflow.id)).toEqual([]);
			exports.advance(exports.settings().runMs);
			const { executions } = await started(workflow, 1);
			expect(executions.map(({ output }) => output('After'))).toEqual([
				[expect.objectContaining({ title: 'long', files: exports.files() })],
			]);
			expect(filesOf(executions[0], TRIGGER)).toEqual([]);
		} finally {
			exports.set({ auto: true });
		}
	});

	test('switched off and on again, it passes on what finished meanwhile', async () => {
		const workflow = await start();
		finishExport(simulator, 'on');
		expect((await started(workflow, 1)).titles).toEqual([['on']]);
		await rest.deactivate(workflow.id);
		active = [];
		const looked = simulator.control.requests.list().length;
		finishExport(simulator, 'off');
		await publish(workflow);
		expect((await started(workflow, 2)).titles).toEqual([['on'], ['off']]);
		expect(simulator.control.requests.list().length).toBeGreaterThan(looked);
	});

	test('a wrong key: the activation fails, and says that the key was refused', async () => {
		const { url, clientId, clientSecret } = simulator;
		const wrong = await saveCredential(rest, 'genesysTokenApi', {
			...{ baseUrl: url, apiKey: 'not the key', clientId, clientSecret },
			...{ grantType: 'password', username: 'agent', password: 'agent-password' },
		});
		const { status, triggers } = await publish(await save({}, wrong));
		expect(status).toBe('failed');
		expect(triggers).toMatchObject([
			{ status: 'failed', errorMessage: expect.stringMatching(/API key/) },
		]);
		expect(JSON.stringify(triggers)).not.toContain('not the key');
	});

	test('a look that fails loses nothing', async () => {
		const workflow = await start();
		const match = { path: '/udm/v10/export/history' };
		simulator.control.faults.add({ kind: 'status', status: 400, times: 1, match });
		finishExport(simulator, 'unseen');
		await waitFor(
			'the failed look',
			async () => simulator.control.faults.list().some(({ active: left }) => !left) || undefined,
		);
		const passed = async () =>
			(await allExecutions(rest, workflow)).filter(({ output }) => output('After').length > 0);
		await waitFor('the export', async () => ((await passed()).length > 0 ? true : undefined));
		await polls(simulator, 2);
		expect((await passed()).map(({ output }) => output('After')[0].title)).toEqual(['unseen']);
	});
});
