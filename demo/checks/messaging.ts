import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import type { AgentMessage, AgentSend, Simulator } from '../../simulator';
import type { Execution, SavedWorkflow } from '../../tools/n8n';
import type { CheckContext } from './context';

/** Long enough for an execution that should not be there to show up in n8n's list. */
const SETTLE_MS = 1_000;

/** Runs `work`, which must start so many executions of the workflow, no more, and all of them successful. */
export async function executionsOf(
	{ demo }: CheckContext,
	{ id }: SavedWorkflow,
	count: number,
	work: () => Promise<unknown>,
): Promise<Execution[]> {
	const { rest } = demo.n8n;
	const before = (await rest.listExecutions(id)).length;
	await work();
	await rest.waitForExecutions(id, before + count);
	await sleep(SETTLE_MS);
	const all = await rest.listExecutions(id);
	assert.equal(all.length, before + count);
	const executions = [];
	for (const { id: executionId } of all.slice(0, count)) {
		const execution = await rest.getExecution(executionId);
		assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
		executions.push(execution);
	}
	return executions;
}

/** An agent writes; the delivery must be accepted, with the id of the message as the only one answered. */
export async function agentSends(
	{ control }: Simulator,
	message: AgentSend,
): Promise<{ messageId: string }> {
	const { messageId, state, answeredIds, answersWithoutId } =
		await control.messaging.sendFromAgent(message);
	assert.deepEqual([state, answeredIds, answersWithoutId], ['delivered', [messageId], 0]);
	return { messageId };
}

/** The message as Genesys has it now, after receipts. */
export function messageOf({ control }: Simulator, messageId: string): AgentMessage {
	const found = control.messaging.messages().find((message) => message.messageId === messageId);
	assert.ok(found, `no message ${messageId}`);
	return found;
}

/** The receipts for a message: recipient, status, code and words of the reason; in any order. */
export const receiptsOf = ({ control }: Simulator, messageId: string) =>
	control.messaging
		.receipts()
		.filter((receipt) => receipt.messageId === messageId && receipt.known)
		.map(({ to, status, reasons }) => [to, status, ...reasons.flatMap(Object.values)])
		.sort();
