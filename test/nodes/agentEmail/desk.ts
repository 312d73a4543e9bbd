import type { IBinaryKeyData, INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../../simulator';
import type { NewEmail } from '../../../simulator/webServices/model';
import { webServicesCredential } from '../../harness/genesysCredentials';
import { runNode, type NodeRun } from '../../harness/runNode';

export const byId = (value: string) => ({ mode: 'id', value, __rl: true });

/** Runs an operation on interactions, as the agent of the simulator. */
export async function runInteraction(
	sim: Simulator,
	operation: string,
	parameters: INodeParameters,
	more: Partial<NodeRun> = {},
) {
	return await runNode({
		node: 'genesysAgentEmail',
		parameters: { operation, ...parameters },
		credentials: webServicesCredential(sim),
		...more,
	});
}

/** An email that the agent has accepted. @returns its ID */
export async function accepted(sim: Simulator, email: NewEmail = {}): Promise<string> {
	const { id } = await sim.control.webServices.addEmail(email);
	await asAgent(sim, `/${id}`, { operationName: 'Accept' });
	return id;
}

/** What somebody does at the desktop of the agent, below `/me/interactions`. */
export async function asAgent(sim: Simulator, path: string, body: object): Promise<void> {
	const response = await fetch(`${sim.url}/api/v2/me/interactions${path}`, {
		method: 'POST',
		headers: {
			authorization: `Basic ${Buffer.from('agent:agent-password').toString('base64')}`,
			'content-type': 'application/json',
			'user-agent': 'desktop',
		},
		body: JSON.stringify(body),
	});
	const { status } = (await response.json()) as { status?: string };
	if (status !== 'ok') throw new Error(`The simulator refused ${JSON.stringify(body)}`);
}

/** What the node sent besides CometD: method, path below `/me/interactions`, and the operation. */
export const sentBy = (sim: Simulator) =>
	sim.control.requests
		.list({ path: '/api/v2/me/interactions' })
		.filter(({ headers }) => headers['user-agent'] !== 'desktop')
		.map(({ method, path, body, ...rest }) => ({
			...rest,
			method,
			path: path.replace('/api/v2/me/interactions', ''),
			operationName: /"operationName":"(\w+)"/.exec(body)?.[1] ?? '',
			body,
		}));

/** The drafts, sent or not, oldest first. */
export const draftsIn = (sim: Simulator) =>
	sim.control.webServices
		.interactions()
		.filter(({ interactionSubType }) => interactionSubType.startsWith('Outbound'));

/** The names of the operations that the node posted, CometD left out, in their order. */
export const operationsOf = (sim: Simulator) =>
	sentBy(sim).flatMap(({ operationName, path, method }) => {
		if (method !== 'POST') return [];
		return operationName || path.split('/').slice(2).join('/');
	});

export const textFile = (content: string, fileName: string): IBinaryKeyData[string] => ({
	data: Buffer.from(content).toString('base64'),
	mimeType: 'text/plain',
	fileName,
});
