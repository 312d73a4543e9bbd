import type { IDataObject, INode, INodeParameters, INodeType, OnError } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import type { Credentials } from './additionalData';
import { nodeTypes } from './package';

export interface NodeSetup {
	/** Short node name, for example `genesysOpenMedia`. */
	node: string;
	parameters?: INodeParameters;
	/** Those that the node has, by type. */
	credentials: Credentials;
	/** The end of the credentials' ids: nodes with the same one use the same credentials. */
	credentialId?: string;
	/** The newest unless given. */
	typeVersion?: number;
	onError?: OnError;
	/** Node types of the test's own, by short name. */
	extraNodes?: Record<string, INodeType>;
	/**
	 * Nodes of different workflows share nothing in the process: as after a restart of n8n. What n8n's database has recorded is
	 * that of the workflow all the same when its ID differs only in what follows a `#`.
	 */
	workflowId?: string;
	/** What n8n saved of the node. */
	state?: IDataObject;
}

export interface NodeInWorkflow {
	workflow: Workflow;
	node: INode;
	type: INodeType;
	/** Gives the items that it gets to the node. */
	source: INode;
}

/** An active workflow with a node of the package, and a source before it. */
export async function nodeInWorkflow(setup: NodeSetup): Promise<NodeInWorkflow> {
	const { workflowId = 'workflow-id', credentialId = 'id' } = setup;
	const types = await nodeTypes(setup.extraNodes);
	const typeName = `n8n-nodes-genesys.${setup.node}`;
	const type = types.getByNameAndVersion(typeName) as INodeType;
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
		type: typeName,
		typeVersion: setup.typeVersion ?? ([type.description.version].flat().at(-1) as number),
		position: [200, 0],
		parameters: setup.parameters ?? {},
		onError: setup.onError,
		credentials: Object.fromEntries(
			Object.keys(setup.credentials).map((name) => [name, { id: `${name}-${credentialId}`, name }]),
		),
	};
	const workflow = new Workflow({
		id: workflowId,
		nodes: [source, node],
		connections: { [source.name]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
		active: true,
		nodeTypes: types,
		settings: { timezone: 'America/New_York' },
		staticData: { [`node:${node.name}`]: structuredClone(setup.state ?? {}) },
	});
	return { workflow, node, type, source };
}
