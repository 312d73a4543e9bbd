import { setTimeout as sleep } from 'node:timers/promises';
import { startSimulator, type Simulator } from '../../simulator';
import { waitFor, type ProcessName, type SavedWorkflow } from '../../tools/n8n';
import { exportTrigger, finishExport, polls, tokenCredential } from '../e2e/support/exports';
import { recordNode, startRecorder, type Recorder } from '../e2e/support/recorder';
import { saveChain } from '../e2e/support/workflows';
import { settled, storedExecutions } from './support/executions';
import { stack } from './support/stack';

interface Loss {
	lost: ProcessName;
	how: 'kill' | 'stop';
	/** n8n loses the executions that run there, and shows them as failed. */
	losesRunning?: true;
}

const LOSSES: Loss[] = [
	{ lost: 'worker1', how: 'kill', losesRunning: true },
	{ lost: 'worker2', how: 'stop' },
	{ lost: 'webhook1', how: 'kill' },
	{ lost: 'main', how: 'kill' },
	{ lost: 'redis', how: 'kill' },
	{ lost: 'postgres', how: 'stop' },
];
/** What n8n says of an execution that its worker has lost. */
const LOST = 'failed to be processed too many times';
/** Exports that finish during each loss, one a second. */
const EXPORTS = 4;

/** Processes end while the trigger looks each second, and exports go on to finish. */
describe('the Export Trigger, when a process is lost', () => {
	let simulator: Simulator;
	let recorder: Recorder;
	let workflow: SavedWorkflow;

	beforeAll(async () => {
		simulator = await startSimulator();
		recorder = await startRecorder();
		const rest = await stack().connect();
		workflow = await saveChain(rest, 'Exports', [
			exportTrigger(await tokenCredential(rest, simulator), {}, 1),
			recordNode(recorder, 'title'),
		]);
		await rest.activate(workflow);
		await polls(simulator, 2);
	});

	afterAll(async () => {
		await recorder?.close();
		await simulator?.close();
	});

	test.each(LOSSES)('$how of $lost: each export is passed on once', async (loss) => {
		const { lost, how, losesRunning } = loss;
		const processes = stack();
		const titles = Array.from({ length: EXPORTS }, (_, count) => `${how} ${lost} ${count}`);
		const missing = () => titles.filter((title) => !recorder.names().includes(title));
		// n8n throws away what a lost execution was about; it has one export or more.
		const lostOnes = async () =>
			(await storedExecutions(workflow)).filter(({ data }) => data.includes(LOST)).length;
		const finish = async () => {
			for (const title of titles) {
				finishExport(simulator, title);
				await sleep(1_000);
			}
		};
		const lose = async () => {
			await sleep(1_500);
			await processes[how](lost);
			await sleep(1_000);
			await processes.start(lost);
		};
		await Promise.all([finish(), lose()]);
		// An execution that its worker has lost is shown late: until then, others may still come.
		await waitFor(
			'all exports',
			async () => {
				if (missing().length === 0) return true;
				return (losesRunning && (await lostOnes()) > 0) || undefined;
			},
			120_000,
		);
		await polls(simulator, 3);
		await settled(workflow, 0);
		const passed = recorder.names().filter((name) => titles.includes(name));
		expect(passed).toHaveLength(new Set(passed).size);
		process.stderr.write(
			`${how} of ${lost}: ${missing().length} exports lost with their execution\n`,
		);
	});
});
