import { WorkflowExecute } from 'n8n-core';
import type { IBinaryKeyData, IDataObject, INodeExecutionData, ITaskData } from 'n8n-workflow';
import { createRunExecutionData } from 'n8n-workflow';
import { additionalData, type CredentialUse } from './additionalData';
import { nodeInWorkflow, type NodeSetup } from './workflow';

export interface NodeRun extends NodeSetup {
	items?: IDataObject[];
	/** Files of the items, by their order. */
	binary?: IBinaryKeyData[];
	credentialUse?: CredentialUse;
	/** Default `'1'`. */
	executionId?: string;
	/** Called with a function that cancels the execution, as soon as it runs. */
	onStart?: (cancel: () => void) => void;
}

export interface NodeRunResult {
	/** Items of the first output. */
	items: INodeExecutionData[];
	/** Items of the second output, which is the error output when `onError` is `continueErrorOutput`. */
	errorItems: INodeExecutionData[];
	/** What the editor shows beside the output. */
	hints: string[];
	/** What the node threw. */
	error?: ITaskData['error'] & { description?: string; httpCode?: string; context?: IDataObject };
}

let runs = 0;

/** Runs one node of the package through n8n's real execution engine, with real HTTP requests. */
export async function runNode(run: NodeRun): Promise<NodeRunResult> {
	const items = run.items ?? [{}];
	const withFiles = (json: IDataObject, index: number): INodeExecutionData => ({
		json,
		...(run.binary?.[index] ? { binary: run.binary[index] } : {}),
	});
	// What a run learns of a server is kept for the next one with the same credential, which a test has to ask for.
	const credentialId = run.credentialId ?? `of-run-${++runs}`;
	const { workflow, node, source } = await nodeInWorkflow({ ...run, credentialId });
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: source, data: { main: [items.map(withFiles)] }, source: null }],
		},
	});
	const execute = new WorkflowExecute(
		{
			...additionalData(run.credentials, run.credentialUse),
			executionId: run.executionId ?? '1',
		},
		'integrated',
		data,
	);
	const running = execute.processRunExecutionData(workflow);
	run.onStart?.(() => running.cancel());
	const result = await running;
	const task = result.data.resultData.runData[node.name]?.at(-1);
	return {
		items: task?.data?.main?.[0] ?? [],
		errorItems: task?.data?.main?.[1] ?? [],
		hints: (task?.hints ?? []).map(({ message }) => message),
		error: task?.error as NodeRunResult['error'],
	};
}
