import type { IBinaryKeyData, INodeParameters } from 'n8n-workflow';
import type { RecordedRequest, Simulator } from '../../../simulator';
import { webServicesCredential } from '../../harness/genesysCredentials';
import { runNode, type NodeRun } from '../../harness/runNode';
import { until } from '../../harness/until';

const INBOX = '/api/v2/me/interactions';

/** A thing by its ID. */
export const located = (value: string) => ({ __rl: true, mode: 'id', value });

/** A file in the field `data` of an item, as a small n8n keeps it. */
export const fileOf = (
	content: string | Buffer,
	fileName = 'letter.txt',
	mimeType = 'text/plain',
): IBinaryKeyData => ({
	data: { data: Buffer.from(content).toString('base64'), fileName, mimeType },
});

/** Runs of the node on a simulator, by user name and password. */
export const runsOn =
	(sim: Simulator) =>
	async (
		resource: string,
		operation: string,
		parameters: INodeParameters,
		more: Partial<NodeRun> = {},
	) =>
		await runNode({
			node: 'genesysAgentEmail',
			parameters: { resource, operation, ...parameters },
			credentials: webServicesCredential(sim),
			...more,
		});

/** Requests as text: method, what follows the inbox, status. */
export const linesOf = (requests: readonly RecordedRequest[]) =>
	requests.map(({ method, path, status }) => `${method} ${path.replace(INBOX, '')} ${status}`);

/**
 * The ID of a draft that replies to an email of the agent, made by requests that leave no trace. Without the CSRF token, so
 * only before that is asked for.
 */
export async function addDraft(sim: Simulator): Promise<string> {
	const { control } = sim;
	const { id } = await control.webServices.addEmail();
	const perform = async (operationName: string) => {
		const basic = Buffer.from('agent:agent-password').toString('base64');
		const response = await fetch(`${sim.url}${INBOX}/${id}`, {
			method: 'POST',
			headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
			body: JSON.stringify({ operationName }),
		});
		return (await response.json()) as { replyInteractionId?: string };
	};
	const { csrf } = control.webServices.settings();
	control.webServices.set({ csrf: false });
	await perform('Accept');
	const { replyInteractionId: draft = '' } = await perform('ReplyAll');
	await until(() => control.webServices.interactions().some((one) => one.id === draft));
	control.webServices.set({ csrf });
	control.requests.clear();
	return draft;
}
