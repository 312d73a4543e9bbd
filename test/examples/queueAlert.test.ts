import { runningDemo } from './support/demo';
import { settle } from './support/executions';
import { alert, alertExecution, notified, publishWaits } from './support/statistics';

/** What the IF node of the workflow compares with. */
const LIMIT = 30;

/** With updates below, at and above the limit. */
describe('Queue wait alert', () => {
	const demo = runningDemo();
	const { rest } = demo.n8n;
	const { id } = demo.workflows.queueAlert;

	test('the statistics trigger watches three queues and started nothing', async () => {
		const [{ statistics }, ...more] = demo.simulator.control.statistics.listSubscriptions();
		expect(more).toEqual([]);
		expect(statistics.map(({ objectId, name }) => [objectId, name])).toEqual(
			['queue1', 'queue2', 'queue3'].map((queue) => [queue, 'MaxCallWaitingTime']),
		);
		expect(await rest.listExecutions(id)).toEqual([]);
	});

	test('an update at the limit starts the workflow, which notifies nobody', async () => {
		const { runData } = await alertExecution(demo, { queue1: LIMIT });
		expect(Object.keys(runData)).toEqual(['Queue Wait Changed', 'Service State?', 'Too Long?']);
	});

	test('of two queues in one message the one above the limit notifies', async () => {
		const execution = await alertExecution(demo, { queue2: LIMIT + 1, queue3: LIMIT - 1 });
		expect(notified(execution)).toEqual([alert('queue2', LIMIT + 1)]);
	});

	test('an update of the same queue soon after starts nothing yet', async () => {
		const before = await rest.listExecutions(id);
		await publishWaits(demo, { queue2: LIMIT + 100 });
		await settle();
		expect(await rest.listExecutions(id)).toEqual(before);
	});

	test('that Genesys has no statistics, and that it has them again, is notified', async () => {
		const { statistics } = demo.simulator.control;
		const told = async (state: 'UNAVAILABLE' | 'AVAILABLE', count: number) => {
			const before = (await rest.listExecutions(id)).length;
			statistics.setServiceState(state);
			const executions = await rest.waitForExecutions(id, before + count);
			const fresh = executions.slice(0, count).reverse();
			return await Promise.all(fresh.map(async (one) => notified(await rest.getExecution(one.id))));
		};
		expect(await told('UNAVAILABLE', 1)).toEqual([
			['Genesys has no statistics: long waits are not told'],
		]);
		const [back, waits] = await told('AVAILABLE', 2);
		expect(back).toEqual(['Genesys has statistics again: long waits are told']);
		// What was told before the outage is stale: the waits after it are news.
		for (const wait of waits)
			expect(wait).toMatch(/^queue[123]: a call has been waiting for \d+ seconds$/);
	});
});
