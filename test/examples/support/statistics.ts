import type { Demo } from '../../../demo/demo';
import { waitFor, type Execution } from '../../../tools/n8n';
import { expectSuccess } from './executions';

/** Seconds that the longest call in a queue has been waiting, by queue. */
export type Waits = Record<string, number>;

/** Updates of queues, in one message, as *Queue wait alert* watches them. */
export async function publishWaits({ simulator }: Demo, waits: Waits): Promise<void> {
	const { statistics } = simulator.control;
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

/** Publishes, and waits for the one execution of *Queue wait alert* that this must start. */
export async function alertExecution(demo: Demo, waits: Waits): Promise<Execution> {
	const { rest } = demo.n8n;
	const { id } = demo.workflows.queueAlert;
	const before = (await rest.listExecutions(id)).length;
	await publishWaits(demo, waits);
	const executions = await rest.waitForExecutions(id, before + 1);
	expect(executions).toHaveLength(before + 1);
	const execution = await rest.getExecution(executions[0].id);
	expectSuccess(execution);
	expect(execution.mode).toBe('trigger');
	const arrived = execution
		.output('Queue Wait Changed')
		.map(({ objectId, value }) => [objectId, (value as { intValue: number }).intValue]);
	expect(arrived).toEqual(Object.entries(waits));
	return execution;
}

/** What the workflow hands to the node that would notify somebody. */
export const notified = (execution: Execution) =>
	execution.output('Notify').map(({ text }) => text);

/** The text that the workflow writes. */
export const alert = (queue: string, seconds: number) =>
	`${queue}: a call has been waiting for ${seconds} seconds`;
