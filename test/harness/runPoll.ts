import { PollContext, WorkflowExecute } from 'n8n-core';
import type { IDataObject, INodeExecutionData, WorkflowExecuteMode } from 'n8n-workflow';
import { createRunExecutionData } from 'n8n-workflow';
import { additionalData } from './additionalData';
import type { NodeRunResult } from './runNode';
import { nodeInWorkflow, type NodeSetup } from './workflow';

/** A polling trigger as n8n runs it when the workflow is active. */
export interface PollHost {
	/** What n8n would save of the node. */
	state(): IDataObject;
	/** The items that an execution is started with; none when nothing was found. */
	poll(): Promise<INodeExecutionData[]>;
	/** The part of the trigger within such an execution, or, in mode manual, within a test. */
	execute(
		items: INodeExecutionData[],
		executionId: string,
		mode?: WorkflowExecuteMode,
	): Promise<Pick<NodeRunResult, 'items' | 'error'>>;
}

export async function startPollHost(setup: NodeSetup): Promise<PollHost> {
	const { workflow, node, type } = await nodeInWorkflow(setup);
	const data = additionalData(setup.credentials);
	return {
		// As text, which is how n8n stores it.
		state: () => JSON.parse(JSON.stringify(workflow.getStaticData('node', node))) as IDataObject,
		async poll() {
			const context = new PollContext(workflow, node, data, 'trigger', 'activate');
			return (await type.poll?.call(context))?.[0] ?? [];
		},
		async execute(items, executionId, mode = 'trigger') {
			const run = createRunExecutionData({
				executionData: {
					nodeExecutionStack: [{ node, data: { main: [items] }, source: null }],
				},
			});
			const execute = new WorkflowExecute({ ...data, executionId }, mode, run);
			const result = await execute.processRunExecutionData(workflow);
			const task = result.data.resultData.runData[node.name]?.at(-1);
			return {
				items: task?.data?.main?.[0] ?? [],
				error: task?.error as NodeRunResult['error'],
			};
		},
	};
}
