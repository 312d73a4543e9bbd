import { setTimeout as sleep } from 'node:timers/promises';
import type { Execution, N8nRest, SavedWorkflow } from '../../../tools/n8n';

const SETTLE_MS = 1_500;

/** Waits long enough for an execution that should not be there to show up in n8n's list. */
export const settle = async (): Promise<void> => await sleep(SETTLE_MS);

/** That it ended without an error; says which one it was. */
export function expectSuccess({ status, data }: Execution): void {
	const error = data.resultData.error?.message;
	expect({ status, error }).toEqual({ status: 'success', error: undefined });
}

/** Runs a workflow by its trigger "Run Now" to its successful end. */
export async function runNow(rest: N8nRest, { id }: SavedWorkflow): Promise<Execution> {
	const execution = await rest.waitForExecution(await rest.runWorkflow(id, 'Run Now'));
	expectSuccess(execution);
	return execution;
}

/**
 * Does `work`, which must start so many executions of the workflow, no more, and all of them successful.
 *
 * @returns them, newest first
 */
export async function executionsOf(
	rest: N8nRest,
	{ id }: SavedWorkflow,
	count: number,
	work: () => Promise<unknown>,
): Promise<Execution[]> {
	const before = (await rest.listExecutions(id)).length;
	await work();
	await rest.waitForExecutions(id, before + count);
	await settle();
	const all = await rest.listExecutions(id);
	expect(all).toHaveLength(before + count);
	const executions = [];
	for (const { id: executionId } of all.slice(0, count)) {
		const execution = await rest.getExecution(executionId);
		expectSuccess(execution);
		executions.push(execution);
	}
	return executions;
}
