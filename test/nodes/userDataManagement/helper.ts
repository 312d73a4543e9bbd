import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../../simulator';
import { keyCredential, tokenCredential } from '../../harness/genesysCredentials';
import { runNode, type NodeRun } from '../../harness/runNode';

export const APIS = ['udm10', 'udm4', 'cdds'];

/** Which of the APIs is used, and all else of a run. */
export type More = Partial<NodeRun> & { api?: string };

/** Runs of the node on a simulator: by token with User Data Management V10, which wants one, else by key. */
export const runsOn =
	(sim: Simulator) =>
	async (
		resource: string,
		operation: string,
		parameters: INodeParameters,
		{ api = 'udm10', ...more }: More = {},
	) => {
		const byToken = api === 'udm10';
		const authentication = byToken ? 'token' : 'apiKey';
		return await runNode({
			node: 'genesysUserDataManagement',
			parameters: { api, authentication, resource, operation, ...parameters },
			credentials: byToken ? tokenCredential(sim) : keyCredential(sim),
			...more,
		});
	};

/** A thing by its ID. */
export const located = (value: unknown) => ({ __rl: true, mode: 'id', value: String(value) });
