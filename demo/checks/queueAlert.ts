import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import { waitFor, type Execution } from '../../tools/n8n';
import type { CheckContext } from './context';

/** Long enough for an execution that should not be there to show up in n8n's list. */
const SETTLE_MS = 1_500;
/** What the IF node of the workflow compares with. */
const LIMIT = 30;

type Waits = Record<string, number>;

/** Updates of the longest waiting time of queues, in one message, as the workflow watches them. */
async function publish({ demo }: CheckContext, waits: Waits): Promise<void> {
	const { statistics } = demo.simulator.control;
	const { subscriptionId } = await waitFor('the trigger to watch the queues', async () =>
		statistics.listSubscriptions().at(0),
	);
	statistics.publishUpdates(
		Object.entries(waits).map(([queue, seconds]) => ({
			subscriptionId,
			statisticId: `wait-${queue}`,
			value: { intValue: seconds, stringValue: String(seconds) },
		})),
	);
}

/** Publishes, and waits for the one execution that this must start. */
async function executionOf(context: CheckContext, waits: Waits): Promise<Execution> {
	const { n8n, workflows } = context.demo;
	const { id } = workflows.queueAlert;
	const before = (await n8n.rest.listExecutions(id)).length;
	await publish(context, waits);
	const executions = await n8n.rest.waitForExecutions(id, before + 1);
	assert.equal(executions.length, before + 1);
	const execution = await n8n.rest.getExecution(executions[0].id);
	assert.deepEqual([execution.status, execution.mode], ['success', 'trigger']);
	const arrived = execution
		.output('Queue Wait Changed')
		.map(({ objectId, value }) => [objectId, (value as { intValue: number }).intValue]);
	assert.deepEqual(arrived, Object.entries(waits));
	return execution;
}

const texts = (execution: Execution) => execution.output('Notify').map(({ text }) => text);
const alert = (queue: string, seconds: number) =>
	`${queue}: a call has been waiting for ${seconds} seconds`;

/** "Queue wait alert", with updates below, at and above the limit. */
export async function checkQueueAlert(context: CheckContext): Promise<void> {
	const { demo, list } = context;
	const { rest } = demo.n8n;
	const { id } = demo.workflows.queueAlert;

	await list.check('the statistics trigger watches three queues and started nothing', async () => {
		const [{ statistics }, ...more] = demo.simulator.control.statistics.listSubscriptions();
		assert.equal(more.length, 0);
		assert.deepEqual(
			statistics.map(({ objectId, name }) => [objectId, name]),
			['queue1', 'queue2', 'queue3'].map((queue) => [queue, 'MaxCallWaitingTime']),
		);
		assert.deepEqual(await rest.listExecutions(id), []);
	});
	await list.check(
		'an update at the limit starts the workflow, which notifies nobody',
		async () => {
			const { runData } = await executionOf(context, { queue1: LIMIT });
			assert.deepEqual(Object.keys(runData), ['Queue Wait Changed', 'Too Long?']);
		},
	);
	await list.check('of two queues in one message the one above the limit notifies', async () => {
		const execution = await executionOf(context, { queue2: LIMIT + 1, queue3: LIMIT - 1 });
		assert.deepEqual(texts(execution), [alert('queue2', LIMIT + 1)]);
	});
	await list.check('an update of the same queue soon after starts nothing yet', async () => {
		const before = await rest.listExecutions(id);
		await publish(context, { queue2: LIMIT + 100 });
		await sleep(SETTLE_MS);
		assert.deepEqual(await rest.listExecutions(id), before);
	});
}

/** After a restart of n8n the trigger watches again, with one subscription. */
export async function checkAlertGoesOn(context: CheckContext): Promise<void> {
	const { statistics } = context.demo.simulator.control;
	await context.list.check('the statistics trigger watches again after the restart', async () => {
		const execution = await executionOf(context, { queue1: LIMIT + 50 });
		assert.deepEqual(texts(execution), [alert('queue1', LIMIT + 50)]);
		assert.equal(statistics.listSubscriptions().length, 1);
	});
}
