import { randomUUID } from 'node:crypto';
import type {
	Execution,
	N8nRest,
	SavedCredential,
	SavedWorkflow,
	WorkflowNode,
} from '../../../tools/n8n';

export const PACKAGE = 'n8n-nodes-genesys';

type CredentialData = Record<string, string | boolean>;

let counter = 0;

/** A name that no other test uses. */
const uniqueName = (text: string) => `${text} ${++counter}-${randomUUID().slice(0, 8)}`;

export async function saveCredential(
	rest: N8nRest,
	type: string,
	data: CredentialData,
): Promise<SavedCredential> {
	return await rest.createCredential({ name: uniqueName(type), type, data });
}

/** Deletes what earlier tests saved: the editor chooses a credential that it finds by itself. */
export async function deleteCredentials(rest: N8nRest): Promise<void> {
	const saved = await rest.call<Array<{ id: string }>>('GET', '/credentials');
	for (const { id } of saved) await rest.call('DELETE', `/credentials/${id}`);
}

/** A node of a workflow that is written in code; its position is of no matter. */
export function node(
	name: string,
	type: string,
	parameters: Record<string, unknown> = {},
	more: { typeVersion?: number; credential?: SavedCredential; onError?: string } = {},
): WorkflowNode {
	const { typeVersion = 1, credential, onError } = more;
	return {
		id: randomUUID(),
		webhookId: randomUUID(),
		position: [0, 0],
		...{ name, type, typeVersion, parameters },
		...(onError ? { onError } : {}),
		...(credential
			? { credentials: { [credential.type]: { id: credential.id, name: credential.name } } }
			: {}),
	};
}

/**
 * Saves a workflow of nodes that follow one another.
 *
 * @param pinned items that the first node gives in a manual run
 * @param files of those items
 */
export async function saveChain(
	rest: N8nRest,
	name: string,
	nodes: WorkflowNode[],
	pinned?: Array<Record<string, unknown>>,
	files: unknown[] = [],
): Promise<SavedWorkflow> {
	const connections = Object.fromEntries(
		nodes
			.slice(1)
			.map((next, index) => [
				nodes[index].name,
				{ main: [[{ node: next.name, type: 'main', index: 0 }]] },
			]),
	);
	const pinData = pinned && {
		[nodes[0].name]: pinned.map((json, index) => ({ json, binary: files[index] })),
	};
	return await rest.importWorkflow({ name: uniqueName(name), nodes, connections, pinData });
}

/** Runs a saved workflow as the editor's button does. */
export async function runManually(
	rest: N8nRest,
	{ id }: SavedWorkflow,
	trigger: string,
): Promise<Execution> {
	return await rest.waitForExecution(await rest.runWorkflow(id, trigger));
}
