import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessName } from '../../tools/n8n';
import { numbered, withRecordedChannel } from './support/burst';
import { settled, storedExecutions, type StoredExecution } from './support/executions';
import { stack } from './support/stack';

const MESSAGES = 50;

interface Loss {
	/** What goes away under load, and comes back. */
	lost: ProcessName[];
	how: 'kill' | 'stop';
	/** Whether n8n loses the executions that were running there, and shows them as failed. */
	losesRunning: boolean;
}

const LOSSES: Loss[] = [
	{ lost: ['worker1', 'webhook1'], how: 'kill', losesRunning: true },
	{ lost: ['worker1', 'webhook1'], how: 'stop', losesRunning: false },
	{ lost: ['main'], how: 'kill', losesRunning: false },
	{ lost: ['redis'], how: 'kill', losesRunning: false },
];

/** Processes end while copies of messages arrive at both webhook processes, ten pairs a second. */
describe.each(LOSSES)('$how of $lost under load', ({ lost, how, losesRunning }) => {
	const live = withRecordedChannel();
	let executions: StoredExecution[];
	const ids = numbered([how, ...lost].join('-'), MESSAGES);

	test('everything is acknowledged in the end', async () => {
		const processes = stack();
		const load = (async () => {
			const all: Array<Promise<void>> = [];
			for (const id of ids) {
				all.push(live.channel.deliverPair(id));
				await sleep(100);
			}
			await Promise.all(all);
		})();
		await sleep(1_500);
		await Promise.all(lost.map(async (name) => await processes[how](name)));
		await Promise.all(lost.map(async (name) => await processes.start(name)));
		await load;
		const { workflow, accepted } = live.channel;
		await settled(workflow, accepted.size);
		executions = await storedExecutions(workflow);
		expect(executions.length).toBeGreaterThanOrEqual(2 * MESSAGES);
	});

	const passed = (id: string) => live.recorder.names().filter((name) => name === id).length;

	test('no message is passed on twice', () => {
		expect(ids.filter((id) => passed(id) > 1)).toEqual([]);
	});

	test(
		losesRunning
			? 'no more messages are missing than executions did not succeed'
			: 'every message is passed on',
		() => {
			const missing = ids.filter((id) => passed(id) === 0);
			const failed = executions.filter(({ status }) => status !== 'success');
			process.stderr.write(
				`${how} of ${lost.join(' and ')}: ${executions.length} executions, ${failed.length} of them without success, ${missing.length} messages not passed on\n`,
			);
			// n8n throws away what a lost execution was about.
			expect(missing.length).toBeLessThanOrEqual(losesRunning ? failed.length : 0);
		},
	);
});
