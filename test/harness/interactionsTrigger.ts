import { createHmac } from 'node:crypto';
import axios from 'axios';
import type { INodeParameters } from 'n8n-workflow';
import { startTriggerHost, type TriggerHost, type TriggerHostOptions } from './triggerHost';

export const NODE = 'genesysInteractionsTrigger';
export const SECRET = 'app secret';
const client = axios.create({ proxy: false, validateStatus: () => true });

/** The trigger that is being tested; closed by `stop`. */
export let host: TriggerHost;
let hosts = 0;

export async function start(
	parameters: INodeParameters = {},
	more: Partial<TriggerHostOptions> = {},
): Promise<void> {
	await host?.close();
	host = await startTriggerHost({
		node: NODE,
		parameters: { events: ['STARTED', 'FINISHED'], output: 'entity', ...parameters },
		credentials: { genesysWebhookApi: { appSecret: SECRET, previousAppSecret: '' } },
		workflowId: `workflow-${++hosts}`,
		...more,
	});
}

export const event = (
	name: string,
	id: string,
	mediaType = 'email',
	interactionSubtype = 'InboundNew',
) => ({
	event: name,
	entity: { id, mediaType, interactionSubtype, selfUri: `http://genesys.example/${id}` },
});
export const delivery = (operationId: string | undefined, ...entities: unknown[]) =>
	JSON.stringify({ operationId, data: { entities } });
export const sign = (body: string, secret = SECRET) =>
	`sha1=${createHmac('sha1', secret).update(body).digest('hex')}`;

export async function post(body: string, headers: Record<string, string | undefined> = {}) {
	return await client.post(host.url, body, {
		headers: { 'content-type': 'application/json', 'x-hub-signature': sign(body), ...headers },
		transformRequest: (data: string) => data,
	});
}

export const stop = async () => await host?.close();
