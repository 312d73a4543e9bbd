import { setTimeout as sleep } from 'node:timers/promises';
import { startSimulator, type Simulator } from '../../simulator';
import { exportTrigger, finishExport, polls, tokenCredential } from '../e2e/support/exports';
import { recordNode, startRecorder, type Recorder } from '../e2e/support/recorder';
import { saveChain } from '../e2e/support/workflows';
import { waitFor, type ProcessName } from '../../tools/n8n';
import { stack } from './support/stack';

const LOSSES: Array<{ lost: ProcessName; how: 'kill' | 'stop' }> = [
	{ lost: 'worker1', how: 'kill' },
	{ lost: 'worker2', how: 'stop' },
	{ lost: 'webhook1', how: 'kill' },
	{ lost: 'main', how: 'kill' },
	{ lost: 'redis', how: 'kill' },
	{ lost: 'postgres', how: 'stop' },
];
/** Exports that finish during each loss, one a second. */
const EXPORTS = 4;

/** Processes end while the trigger looks each second, and exports go on to finish. */
describe('the Export Trigger, when a process is lost', () => {
	let simulator: Simulator;
	let recorder: Recorder;
	const finished: string[] = [];

	beforeAll(async () => {
		simulator = await startSimulator();
		recorder = await startRecorder();
		const rest = await stack().connect();
		const workflow = await saveChain(rest, 'Exports', [
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

	const missing = () => finished.filter((title) => !recorder.names().includes(title));

	test.each(LOSSES)('$how of $lost: all exports are passed on', async ({ lost, how }) => {
		const processes = stack();
		const finish = async () => {
			for (let count = 0; count < EXPORTS; count++) {
				const title = `${how} ${lost} ${count}`;
				finishExport(simulator, title);
				finished.push(title);
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
		await waitFor('all exports', async () => missing().length === 0 || undefined, 120_000);
	});

	test('none was passed on twice', async () => {
		await polls(simulator, 5);
		expect(recorder.names().sort()).toEqual([...finished].sort());
	});
});
