import { createHmac } from 'node:crypto';
import axios from 'axios';
import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { cloudCredential } from './genesysCredentials';
import { runNode } from './runNode';
import { startTriggerHost, type TriggerHost, type TriggerHostOptions } from './triggerHost';

export const NODE = 'genesysCloudMessagingTrigger';
export const SECRET = 'a secret of the integration';
const client = axios.create({ proxy: false, validateStatus: () => true });

/** The trigger that is being tested; closed by `stop`. */
export let host: TriggerHost;
let hosts = 0;

export const credentials = (appSecret = SECRET, previousAppSecret = '') => ({
	genesysWebhookApi: { appSecret, previousAppSecret },
});

export async function start(
	parameters: INodeParameters = {},
	more: Partial<TriggerHostOptions> = {},
): Promise<void> {
	await host?.close();
	host = await startTriggerHost({
		node: NODE,
		parameters,
		credentials: credentials(),
		workflowId: `cloud-messaging-${++hosts}`,
		...more,
	});
}

export const stop = async () => await host?.close();
export const received = () => host.executions.flat();

export const sign = (body: string, secret = SECRET) =>
	`sha256=${createHmac('sha256', secret).update(body).digest('base64')}`;

export async function post(body: unknown, headers: Record<string, string | undefined> = {}) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return await client.post(host.url, text, {
		headers: { 'content-type': 'application/json', 'x-hub-signature-256': sign(text), ...headers },
		transformRequest: (data: string) => data,
	});
}

/** What an agent wrote, as Genesys Cloud sends it. */
export const message = <More extends object>(changes?: More, channel: object = {}) => ({
	id: 'm1',
	channel: {
		id: 'integration-1',
		platform: 'Open',
		type: 'Private',
		to: { id: 'customer-1', idType: 'Opaque' },
		from: { nickname: 'Shop', id: 'integration-1', idType: 'Opaque' },
		time: '2026-01-02T03:04:05.678Z',
		messageId: 'm1',
		...channel,
	},
	type: 'Text',
	text: 'How can I help? ü 😀',
	originatingEntity: 'Human',
	direction: 'Outbound',
	conversationId: 'conversation-1',
	...(changes as More),
});

/** An open messaging integration of the simulator that delivers to this URL, and those who talk by it: operations of the node. */
export function talk(sim: Simulator, webhookUrl: string, webhookSecret = SECRET) {
	const integration = sim.control.cloud.addIntegration({ name: 'Shop', webhookUrl, webhookSecret });
	const run = async (who: 'user' | 'client', parameters: INodeParameters) => {
		const { items, error } = await runNode({
			node: 'genesysCloudConversations',
			parameters,
			credentials: cloudCredential(sim, who),
		});
		if (error) throw error;
		return items[0].json;
	};
	const openMessaging = async (operation: string, parameters: INodeParameters) =>
		await run('client', { resource: 'openMessaging', operation, ...parameters });
	return {
		integration,
		openMessaging,
		/** The customer writes. @returns the ID of the conversation */
		customerWrites: async (text: string): Promise<string> => {
			const { conversationId } = await openMessaging('sendMessage', {
				integration: { __rl: true, mode: 'id', value: integration.id },
				fromId: 'customer-1',
				text,
			});
			return String(conversationId);
		},
		/** The agent writes. @returns the message */
		agentWrites: async (conversationId: string, textBody: string) =>
			await run('user', { resource: 'message', operation: 'send', conversationId, textBody }),
	};
}
