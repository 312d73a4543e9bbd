import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../../simulator';
import { cloudCredential } from '../../harness/genesysCredentials';
import { runNode, type NodeRun } from '../../harness/runNode';

/** Runs an operation of the node, signed in as the agent. */
export const runnerOf =
	(sim: Simulator) =>
	async (
		operation: string,
		parameters: INodeParameters,
		more: Partial<NodeRun> & { caller?: 'user' | 'client' } = {},
	) => {
		const [resource, value] = operation.split('.');
		const { caller, ...setup } = more;
		return await runNode({
			node: 'genesysCloudConversations',
			parameters: { resource, operation: value, ...parameters },
			credentials: cloudCredential(sim, caller),
			...setup,
		});
	};

type NewConversation = Parameters<Simulator['control']['cloud']['addConversation']>[0];

/** A conversation with an agent and a customer, or with whom it is told. */
export function conversationIn(
	sim: Simulator,
	media: NewConversation['media'],
	...participants: NonNullable<NewConversation['participants']>
) {
	const added = sim.control.cloud.addConversation({
		media,
		...(participants.length > 0 ? { participants } : {}),
	});
	const of = (purpose: string) => added.participants.filter((one) => one.purpose === purpose);
	const now = () => sim.control.cloud.conversations().find(({ id }) => id === added.id)!;
	return { id: added.id, agents: of('agent'), customer: of('customer')[0], now };
}

/** What went to Genesys: method, path below the API, and body. */
export const callsTo = (sim: Simulator) =>
	sim.control.requests
		.list({ path: '/api/v2' })
		.map(({ method, url, body }) => [
			`${method} ${url.replace('/api/v2/conversations/', '')}`,
			body ? (JSON.parse(body) as unknown) : undefined,
		]);

/** One located thing by its ID. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
