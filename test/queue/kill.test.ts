import { setTimeout as sleep } from 'node:timers/promises';
import { numbered, withRecordedChannel, type RecordedChannel } from './support/burst';
import { stack } from './support/stack';

const MESSAGES = 50;

/** A worker and a webhook process are killed while copies of messages arrive at both webhook processes. */
describe('when a worker and a webhook process are killed under load', () => {
	const live = withRecordedChannel();
	let executions: Awaited<ReturnType<RecordedChannel['stored']>>;
	const ids = numbered('killed', MESSAGES);

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
		await Promise.all([processes.kill('worker1'), processes.kill('webhook1')]);
		await Promise.all([processes.start('worker1'), processes.start('webhook1')]);
		await load;
		await live.channel.settled();
		executions = await live.channel.stored();
		expect(executions.length).toBeGreaterThanOrEqual(2 * MESSAGES);
	});

	const passed = (id: string) => live.recorder.names().filter((name) => name === id).length;
	const of = (id: string) => executions.filter(({ data }) => data.includes(`"${id}"`));

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
