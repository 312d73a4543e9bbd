import type { ExecutionData, NodeRun } from './runData';

export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** The account that `login` creates when none is given. For throw-away instances on 127.0.0.1 only. */
export const DEMO_OWNER: Owner = {
	email: 'demo@example.com',
	password: 'Genesys-demo-1',
	firstName: 'Demo',
	lastName: 'Owner',
};

/** A node as it stands in an exported workflow. */
export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	webhookId?: string;
	credentials?: Record<string, { id?: string | null; name: string }>;
	[key: string]: unknown;
}

/** A workflow as n8n's editor exports and imports it. */
export interface Workflow {
	id?: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	pinData?: Record<string, unknown>;
	[key: string]: unknown;
}

export interface SavedWorkflow extends Workflow {
	id: string;
	versionId: string;
	active: boolean;
	isArchived?: boolean;
}

/** A credential with its data in the clear, on the way to n8n. */
export interface Credential {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface SavedCredential {
	id: string;
	name: string;
	type: string;
}

/** A line of n8n's list of executions. */
export interface ExecutionSummary {
	id: string;
	workflowId: string;
	status: string;
	mode: string;
	createdAt: string;
	startedAt: string;
	stoppedAt?: string;
}

export interface Execution extends ExecutionSummary {
	finished: boolean;
	data: ExecutionData;
	/** Node name -> its runs; the same as data.resultData.runData. */
	runData: Record<string, NodeRun[]>;
	/** The first output's items of a node's last run, as plain JSON; empty when it did not run. */
	output: (nodeName: string) => Array<Record<string, unknown>>;
}
