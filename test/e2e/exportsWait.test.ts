import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { strFromU8, unzipSync } from 'fflate';
import { waitFor, type N8nRest, type SavedCredential } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import { filesOf, pathOf, tokenCredential, userDataManagement } from './support/exports';
import { connect } from './support/instance';
import { node, runManually, saveChain } from './support/workflows';

const LONG = 10 * 60_000;

describe('Create and Wait', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let credential: SavedCredential;

	beforeAll(async () => {
		rest = await connect();
		simulator = await startSimulator();
		credential = await tokenCredential(rest, simulator);
	});

	beforeEach(async () => {
		await simulator.control.reset();
		simulator.control.exports.set({ runMs: 1_500 });
	});

	afterEach(() => expect(simulator.control.exports.storage.violations()).toEqual([]));

	afterAll(async () => await simulator?.close());

	const save = async (options: Record<string, unknown> = {}) =>
		await saveChain(rest, 'Create and wait', [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			userDataManagement(
				'Export',
				{
					...{ resource: 'exportJob', operation: 'createAndWait', title: 'Nightly' },
					...{ source: 'UCS', dataType: 'Interactions', media: ['email', 'chat'] },
					...{ timeFrame: 'all', options: { longestInterval: 1, ...options } },
				},
				{ credential },
			),
			node('After', 'n8n-nodes-base.noOp'),
		]);
	const looks = () =>
		simulator.control.requests.list().filter(({ path }) => path.endsWith('/progress'));
	/** Starts a job that runs for long, and waits until it is being looked at. */
	const startLong = async (options: Record<string, unknown> = {}) => {
		simulator.control.exports.set({ runMs: LONG });
		const { id } = await save(options);
		const executionId = await rest.runWorkflow(id, 'Start');
		await waitFor('two looks at the progress', async () => looks().length >= 2 || undefined);
		return executionId;
	};
	const job = () => simulator.control.exports.jobs()[0];

	test('it creates the job, waits for its end, and gives one item for each file', async () => {
		const execution = await runManually(rest, await save(), 'Start');
		expect(execution.status).toBe('success');
		expect(simulator.control.exports.jobs()).toMatchObject([
			{ title: 'Nightly', status: 'COMPLETED', media: ['email', 'chat'] },
		]);
		const [record] = simulator.control.exports.history();
		const files = simulator.control.exports.files();
		expect(execution.output('Export')).toMatchObject(
			files.map((file) => ({ id: record.id, status: 'COMPLETED', jobId: job().id, file })),
		);
		const stored = filesOf(execution, 'Export');
		expect(stored).toMatchObject(
			files.map(({ name, size }) => ({
				fileName: name,
				mimeType: 'application/zip',
				bytes: size,
			})),
		);
		for (const [index, file] of stored.entries()) {
			const [text] = Object.values(unzipSync(await readFile(await pathOf(file)))).map((bytes) =>
				strFromU8(bytes),
			);
			const records = text
				.trimEnd()
				.split('\n')
				.map((line) => JSON.parse(line) as { mediaType: string });
			expect(new Set(records.map(({ mediaType }) => mediaType))).toEqual(
				new Set([['email', 'chat'][index]]),
			);
		}
	});

	test('a job that fails in Genesys is an error with its status', async () => {
		const executionId = await startLong();
		simulator.control.exports.failRun(job().id);
		const execution = await rest.waitForExecution(executionId, 10_000);
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error).toMatchObject({
			message: expect.stringMatching(/^Export "Nightly" \(job \d+\) failed/),
			description: expect.stringContaining('Genesys reports "FAILED"'),
		});
		expect(execution.runData).not.toHaveProperty('After');
	});

	test('stopping the execution ends the waiting; the job goes on', async () => {
		const executionId = await startLong();
		await rest.call('POST', `/executions/${executionId}/stop`);
		expect((await rest.waitForExecution(executionId, 5_000)).status).toBe('canceled');
		await sleep(1_500);
		const sent = simulator.control.requests.list().length;
		// It would look once a second.
		await sleep(2_500);
		expect(simulator.control.requests.list()).toHaveLength(sent);
		expect(job().status).toBe('RUNNING');
	});

	test('with the option, stopping the execution cancels the job too', async () => {
		const executionId = await startLong({ cancelJob: true });
		await rest.call('POST', `/executions/${executionId}/stop`);
		await waitFor(
			'the job to be cancelled',
			async () => job().status === 'CANCELLED' || undefined,
			5_000,
		);
		expect((await rest.waitForExecution(executionId, 5_000)).status).toBe('canceled');
		const { url } = simulator.control.requests.list({ method: 'POST' }).at(-1) ?? {};
		expect(url).toBe(`/udm/v10/export/jobs/cancel/${job().id}`);
		const sent = simulator.control.requests.list().length;
		await sleep(2_500);
		expect(simulator.control.requests.list()).toHaveLength(sent);
	});
});
