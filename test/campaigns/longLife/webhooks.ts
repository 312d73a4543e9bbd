import { createHmac } from 'node:crypto';
import { Agent } from 'node:http';
import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';
import type { Credentials } from '../../harness/additionalData';
import { message } from '../../harness/cloudMessagingTrigger';
import { delivery, event } from '../../harness/interactionsTrigger';
import { runNode } from '../../harness/runNode';
import { startTriggerHost } from '../../harness/triggerHost';
import { forward } from './clock';
import type { Amount, Running, Scenario, Stage } from './scenario';

/** A trigger with a signed webhook. */
interface Webhook {
	node: string;
	credentials: (stage: Stage) => Credentials;
	header: string;
	sign: (body: string) => string;
	body: (id: string) => string;
}

const SECRET = 'the secret of a webhook';
const hmac = (algorithm: string, encoding: 'hex' | 'base64', secret: string) => (body: string) =>
	`${algorithm}=${createHmac(algorithm, secret).update(body).digest(encoding)}`;
const webhookCredential = () => ({ genesysWebhookApi: { appSecret: SECRET } });

const WEBHOOKS: Webhook[] = [
	{
		node: 'genesysInteractionsTrigger',
		credentials: webhookCredential,
		header: 'x-hub-signature',
		sign: hmac('sha1', 'hex', SECRET),
		body: (id) => delivery(id, event('STARTED', id)),
	},
	{
		node: 'genesysMessagingTrigger',
		credentials: ({ credentials }) => structuredClone(credentials.channel),
		header: 'x-hub-signature',
		sign: hmac('sha1', 'hex', 'demo-channel-secret'),
		body: (messageId) => {
			const channel = { id: 'sms-channel', type: 'sms', messageId, from: { id: '+1' } };
			return JSON.stringify({ channel, type: 'Text', text: 'Hello' });
		},
	},
	{
		node: 'genesysCloudMessagingTrigger',
		credentials: webhookCredential,
		header: 'x-hub-signature-256',
		sign: hmac('sha256', 'base64', SECRET),
		body: (id) => JSON.stringify(message({ id }, { messageId: id })),
	},
];

const HOUR_MS = 3_600_000;
/** In so long, everything that is kept of a credential is dropped. */
const LONGEST_KEPT_MS = 61_000;

async function openHost(webhook: Webhook, stage: Stage, workflowId: string) {
	const credentials = webhook.credentials(stage);
	const parameters = { events: ['STARTED'] };
	const setup = { node: webhook.node, parameters, credentials, workflowId };
	const host = await startTriggerHost(setup);
	// A connection that is kept could be closed by its server while the next delivery is on its way.
	const httpAgent = new Agent({ keepAlive: false });
	const client = axios.create({ httpAgent, proxy: false, validateStatus: () => true });
	return {
		credentials,
		host,
		/** @returns the status of the answer */
		deliver: async (id: string, isForged = false) => {
			const body = webhook.body(id);
			const signature = webhook.sign(isForged ? `${body} ` : body);
			const headers = { 'content-type': 'application/json', [webhook.header]: signature };
			const transformRequest = (data: string) => data;
			return (await client.post(host.url, body, { headers, transformRequest })).status;
		},
		/** The part of the trigger in the executions so far. @returns how many items it lets pass */
		execute: async (executionId: string) => {
			const items = host.executions.splice(0).flat() as IDataObject[];
			const { items: passed, error } = await runNode({ ...setup, items, executionId });
			if (error) throw error;
			return passed.length;
		},
		close: async () => {
			httpAgent.destroy();
			await host.close();
		},
	};
}

const expectSame = (what: string, got: unknown, wanted: unknown) => {
	if (JSON.stringify(got) !== JSON.stringify(wanted))
		throw new Error(`${what}: ${JSON.stringify(got)} and not ${JSON.stringify(wanted)}`);
};

/** Switched on, a delivery and its copy, one that is forged, an execution, switched off: each time another node. */
const activations: Scenario = {
	name: 'Webhook triggers: activations',
	short: { warmUp: 12, measured: 48, atOnce: 3 },
	long: { warmUp: 300, measured: 3_000, atOnce: 6, bytes: 300 },
	open: async (stage) => ({
		async unit(number) {
			const webhook = WEBHOOKS[number % WEBHOOKS.length];
			const one = await openHost(webhook, stage, `activation-${number}`);
			await one.host.hook('create');
			const statuses = [await one.deliver('a'), await one.deliver('a')];
			statuses.push(await one.deliver('b', true));
			expectSame(`Answers of ${webhook.node}`, statuses, [200, 200, 401]);
			expectSame('Items', await one.execute(`of ${number}`), 1);
			await one.host.hook('delete');
			await one.close();
		},
		rest: () => forward(LONGEST_KEPT_MS),
	}),
};

/** For an hour, with copies, with what is forged, and with credentials that cannot be read for a while. */
async function openHour(stage: Stage, { warmUp, measured }: Amount): Promise<Running> {
	const hosts = await Promise.all(
		WEBHOOKS.map(async (webhook) => await openHost(webhook, stage, `an hour of ${webhook.node}`)),
	);
	const statuses: Record<string, number> = {};
	const begin = Date.now();
	return {
		async unit(number) {
			forward(HOUR_MS / (warmUp + measured));
			const { host, deliver, credentials, execute } = hosts[number % hosts.length];
			if (number % 100 < 10) {
				const kept = { ...credentials };
				for (const type of Object.keys(kept)) delete credentials[type];
				forward(LONGEST_KEPT_MS / 10);
				await deliver(`unread ${number}`);
				Object.assign(credentials, kept);
				forward(LONGEST_KEPT_MS / 10);
			}
			const isForged = number % 7 === 0;
			const id = number % 11 === 0 ? 'again and again' : `delivery ${number}`;
			const status = await deliver(id, isForged);
			statuses[status] = (statuses[status] ?? 0) + 1;
			expectSame('A status', [200, 401, 503].includes(status), true);
			if (host.executions.length > 20) await execute(`of ${number}`);
		},
		close: async () => void (await Promise.all(hosts.map(async ({ close }) => await close()))),
		said: () => ({ ...statuses, hours: (Date.now() - begin) / HOUR_MS }),
	};
}

/** Triggers with a signed webhook. */
export const webhooks: Scenario[] = [
	activations,
	{
		name: 'Webhook triggers: deliveries',
		short: { warmUp: 100, measured: 400, atOnce: 8, bytes: 300 },
		long: { warmUp: 10_000, measured: 10_000, atOnce: 8, bytes: 300 },
		open: openHour,
	},
];
