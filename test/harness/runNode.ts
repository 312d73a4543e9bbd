import { WorkflowExecute } from 'n8n-core';
import type {
	IBinaryKeyData,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	ITaskData,
	OnError,
} from 'n8n-workflow';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import { additionalData, type Credentials, type CredentialUse } from './additionalData';
import { nodeTypes } from './package';

export interface NodeRun {
	/** Short node name, for example `genesysOpenMedia`. */
	node: string;
	parameters: INodeParameters;
	credentials: Credentials;
	items?: IDataObject[];
	/** Files of the items, by their order. */
	binary?: IBinaryKeyData[];
	onError?: OnError;
	typeVersion?: number;
	/** Node types of the test's own, by short name. */
	extraNodes?: Record<string, INodeType>;
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
	/** What the node threw. */
	error?: ITaskData['error'] & { description?: string; httpCode?: string; context?: IDataObject };
}

/** Runs one node of the package through n8n's real execution engine, with real HTTP requests. */
export async function runNode(run: NodeRun): Promise<NodeRunResult> {
	const items = run.items ?? [{}];
	const withFiles = (json: IDataObject, index: number): INodeExecutionData => ({
		json,
		...(run.binary?.[index] ? { binary: run.binary[index] } : {}),
	});
	const source: INode = {
		id: 'source-id',
		name: 'Source',
		type: 'test.source',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const node: INode = {
		id: 'node-id',
		name: 'Genesys',
		type: `n8n-nodes-genesys.${run.node}`,
		typeVersion: run.typeVersion ?? 1,
		position: [200, 0],
		parameters: run.parameters,
		onError: run.onError,
		credentials: Object.fromEntries(
			Object.keys(run.credentials).map((type) => [type, { id: `${type}-id`, name: type }]),
		),
	};
	const workflow = new Workflow({
		id: 'workflow-id',
		nodes: [source, node],
		connections: { Source: { main: [[{ node: 'Genesys', type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes: await nodeTypes(run.extraNodes),
		settings: { timezone: 'America/New_York' },
	});
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
	const task = result.data.resultData.runData.Genesys?.at(-1);
	return {
		items: task?.data?.main?.[0] ?? [],
		errorItems: task?.data?.main?.[1] ?? [],
		error: task?.error as NodeRunResult['error'],
	};
}
