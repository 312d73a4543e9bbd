import { PollContext, WorkflowExecute } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import { additionalData, type Credentials } from './additionalData';
import type { NodeRunResult } from './runNode';
import { loadPackage, nodeTypes } from './package';

export interface PollHostOptions {
	/** Short node name. */
	node: string;
	parameters: INodeParameters;
	credentials: Credentials;
	/** A node of another workflow id shares nothing with this one in the process: as after a restart of n8n. */
	workflowId: string;
	/** What n8n saved of the node. */
	state?: IDataObject;
}

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

export async function startPollHost(options: PollHostOptions): Promise<PollHost> {
	const { type } = (await loadPackage()).getNode(options.node) as { type: INodeType };
	const node: INode = {
		id: 'trigger-id',
		name: 'Trigger',
		type: `n8n-nodes-genesys.${options.node}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: options.parameters,
		credentials: Object.fromEntries(
			Object.keys(options.credentials).map((name) => [name, { id: `${name}-id`, name }]),
		),
	};
	const workflow = new Workflow({
		id: options.workflowId,
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: await nodeTypes(),
		staticData: { 'node:Trigger': structuredClone(options.state ?? {}) },
	});
	const data = additionalData(options.credentials);
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
			const task = result.data.resultData.runData.Trigger?.at(-1);
			return {
				items: task?.data?.main?.[0] ?? [],
				error: task?.error as NodeRunResult['error'],
			};
		},
	};
}
