import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { signedInCredential } from '../../harness/genesysCredentials';
import { runNode, type NodeRun } from '../../harness/runNode';
import { withSimulator } from '../../harness/simulator';

/** A statistic that the simulator has. */
export const name = 'CurrentAgentState';
export const object = { objectType: 'Agent', objectId: 'agent1' };
export const known = { name, ...object };

/** Fields of a statistic that the item names. */
export const statistic = {
	statisticName: '={{ $json.name }}',
	objectType: '={{ $json.objectType }}',
	objectId: '={{ $json.objectId }}',
};

/** A simulator and the node on it; to be called once per file. */
export function withStatistics() {
	const sim = withSimulator({ samples: false, statistics: { tickMs: 0 } });
	return {
		sim,
		run: async (
			parameters: INodeParameters,
			items: IDataObject[] = [{}],
			more: Partial<NodeRun> = {},
		) =>
			await runNode({
				node: 'genesysStatistics',
				parameters: { authentication: 'token', ...parameters },
				credentials: signedInCredential(sim),
				items,
				...more,
			}),
		sent: () =>
			sim.control.requests.list().map(({ method, url, body }) => ({
				method,
				url,
				body: body ? JSON.parse(body) : undefined,
			})),
	};
}
