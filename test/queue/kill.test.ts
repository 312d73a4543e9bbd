import { setTimeout as sleep } from 'node:timers/promises';
import { startSimulator, type Simulator } from '../../simulator';
import type { Execution, N8nRest } from '../../tools/n8n';
import { NewExecutions } from '../e2e/support/newExecutions';
import { startRecorder, type Recorder } from '../e2e/support/recorder';
import { numbered, RecordedChannel } from './support/burst';
import { stack } from './support/stack';

const MESSAGES = 50;

/** A worker and a webhook process are killed while copies of messages arrive at both webhook processes. */
describe('when a worker and a webhook process are killed under load', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let recorder: Recorder;
	let channel: RecordedChannel;
	let executions: Execution[];
	const ids = numbered('killed', MESSAGES);

	beforeAll(async () => {
		rest = await stack().connect();
		simulator = await startSimulator();
		recorder = await startRecorder();
		channel = await RecordedChannel.start(rest, simulator, recorder);
	});

	afterAll(async () => {
		await simulator?.close();
		await recorder?.close();
	});

	test('everything is acknowledged in the end', async () => {
		const processes = stack();
		const load = (async () => {
			const all: Array<Promise<void>> = [];
			for (const id of ids) {
				all.push(channel.deliverPair(id));
				await sleep(100);
			}
			await Promise.all(all);
		})();
		await sleep(1_500);
		await Promise.all([processes.kill('worker1'), processes.kill('webhook1')]);
		await Promise.all([processes.start('worker1'), processes.start('webhook1')]);
		await load;
		// A copy after those that were lost with the worker: n8n has noticed by its end.
		const all = new NewExecutions(rest, channel.workflow.id);
		await channel.deliver('marker', 'webhook2');
		const isMarker = ({ data }: Execution) => JSON.stringify(data).includes('marker');
		executions = await all.untilMarker(isMarker, 300_000);
		expect(executions.length).toBeGreaterThanOrEqual(2 * MESSAGES);
	});

	const passed = (id: string) => recorder.names().filter((name) => name === id).length;
	const of = (id: string) =>
		executions.filter(({ data }) => JSON.stringify(data).includes(`"${id}"`));

	test('no message is passed on twice', () => {
		expect(ids.filter((id) => passed(id) > 1)).toEqual([]);
	});

	test('what was not passed on has an execution that did not succeed', () => {
		const missing = ids.filter((id) => passed(id) === 0);
		process.stderr.write(
			`${executions.length} executions, ${executions.filter(({ status }) => status !== 'success').length} of them lost with the worker, ${missing.length} messages not passed on\n`,
		);
		const shown = missing.filter((id) => of(id).some(({ status }) => status !== 'success'));
		expect(shown).toEqual(missing);
	});
});
