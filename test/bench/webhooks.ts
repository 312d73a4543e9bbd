import axios from 'axios';
import { createHmac, randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import type { N8nRest, SavedCredential, SavedWorkflow } from '../../tools/n8n';
import { node, saveChain } from '../e2e/support/workflows';
import type { Bench } from './create';

const CONNECTIONS = 10;

/** Rows of the table; the first is what the others are compared with. */
export const WEBHOOK_ROWS = {
	webhook: 'Webhook node, which checks no signature',
	isolated: 'Webhook node, version 1, for which n8n does what it does for all other triggers',
	trigger: 'Interactions Trigger, which remembers no delivery yet',
	remembering: 'Interactions Trigger, which remembers 1,000 deliveries',
	refused: 'Interactions Trigger, wrong signature (401)',
} as const;

/** How many deliveries a trigger has in n8n's database before it is measured. */
export const REMEMBERED = 1_000;

/** Settings of n8n that the webhooks are measured with; the rest is measured with the default. */
export const N8N_SETTINGS: Record<
	'default' | 'lazy',
	{ column: string; env: NodeJS.Dict<string> }
> = {
	default: { column: 'default settings', env: {} },
	lazy: { column: 'lazy engine', env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' } },
};

interface Endpoint {
	row: string;
	workflow: SavedWorkflow;
	/** Below `/webhook/`. */
	path: string;
	/** Key that the deliveries are signed with. */
	secret: string;
	expectedStatus: number;
	/** Whether a delivery starts an execution. */
	starts: boolean;
}

/** What was saved in n8n, and stays active when it is started again. */
export interface SavedWebhooks {
	endpoints: Endpoint[];
	credential: SavedCredential;
	appSecret: string;
}

/** Saves and activates a workflow for each trigger, and lets the one that is to remember deliveries take them. */
export async function saveWebhooks(bench: Bench): Promise<SavedWebhooks> {
	const { rest, signal, log } = bench;
	const { appSecret } = bench.simulator;
	const credential = await rest.createCredential({
		name: 'Bench Genesys Webhook API',
		type: 'genesysWebhookApi',
		data: { appSecret, previousAppSecret: '' },
	});
	const webhook = node(
		'Trigger',
		'n8n-nodes-base.webhook',
		{ httpMethod: 'POST', path: 'bench', responseMode: 'onReceived', options: {} },
		{ typeVersion: 2.1 },
	);
	const peer = await saveChain(rest, 'Webhook', [webhook]);
	const older = { ...node('Trigger', webhook.type, { ...webhook.parameters, path: 'bench-1' }) };
	const olderPeer = await saveChain(rest, 'Webhook, version 1', [older]);
	for (const workflow of [peer, olderPeer]) await rest.activate(workflow);
	const { webhook: peerRow, isolated, remembering: row, refused } = WEBHOOK_ROWS;
	const accepted = { secret: appSecret, expectedStatus: 200, starts: true };
	const remembering = { row, ...accepted, ...(await saveTrigger(rest, credential)) };
	const url = await rest.waitForWebhook(remembering.path);
	log(`${REMEMBERED} deliveries to be remembered`);
	const deliveries = Array.from({ length: REMEMBERED }, () => delivery(appSecret));
	const statuses = await post(url, deliveries, signal);
	if (statuses.some((status) => status !== 200)) throw new Error('Deliveries were not taken');
	await allExecutionsEnded({ rest, signal });
	const endpoints = [
		{ row: peerRow, workflow: peer, path: 'bench', ...accepted },
		{ row: isolated, workflow: olderPeer, path: 'bench-1', ...accepted },
		remembering,
		{
			...remembering,
			row: refused,
			secret: `not ${appSecret}`,
			expectedStatus: 401,
			starts: false,
		},
	];
	return { endpoints, credential, appSecret };
}

/** A workflow with an Interactions Trigger, active. */
async function saveTrigger(
	rest: N8nRest,
	credential: SavedCredential,
): Promise<Pick<Endpoint, 'workflow' | 'path'>> {
	const trigger = node(
		'Trigger',
		'n8n-nodes-genesys.genesysInteractionsTrigger',
		{},
		{ typeVersion: 1.1, credential },
	);
	const workflow = await saveChain(rest, 'Interactions Trigger', [trigger]);
	await rest.activate(workflow);
	return { workflow, path: `${trigger.webhookId}/interactions` };
}

/** Measures all endpoints in turn, round after round; every other round goes backwards. */
export async function measureWebhooks(
	bench: Bench,
	{ endpoints, credential, appSecret }: SavedWebhooks,
	count: number,
	column: string,
): Promise<void> {
	const { rest, signal, rounds } = bench;
	for (const { path } of endpoints) await rest.waitForWebhook(path);
	for (let round = 0; round <= rounds; round++) {
		// What it takes is remembered, so that each round needs one of its own.
		const fresh = await saveTrigger(rest, credential);
		await rest.waitForWebhook(fresh.path);
		const trigger: Endpoint = {
			...{ ...fresh, row: WEBHOOK_ROWS.trigger, secret: appSecret },
			...{ expectedStatus: 200, starts: true },
		};
		const all = [endpoints[0], trigger, ...endpoints.slice(1)];
		for (const endpoint of round % 2 === 0 ? all : all.reverse()) {
			signal.throwIfAborted();
			await measureEndpoint(bench, endpoint, count, column, round);
		}
		await rest.deactivate(fresh.workflow.id);
	}
}

async function measureEndpoint(
	{ rest, signal, log, add }: Bench,
	{ row, workflow, path, secret, expectedStatus, starts }: Endpoint,
	count: number,
	column: string,
	round: number,
): Promise<void> {
	const before = await countExecutions(rest, ['success'], workflow.id);
	const deliveries = Array.from({ length: count }, () => delivery(secret));
	const started = performance.now();
	const statuses = await post(`${rest.url}/webhook/${path}`, deliveries, signal);
	const milliseconds = performance.now() - started;
	const others = statuses.filter((status) => status !== expectedStatus);
	if (others.length > 0) throw new Error(`${row}: ${others.length} answers were ${others[0]}`);

	// Executions may outlive the answers, and must not disturb the next measurement.
	await allExecutionsEnded({ rest, signal });
	const executions = (await countExecutions(rest, ['success'], workflow.id)) - before;
	if (executions !== (starts ? count : 0)) {
		throw new Error(`${row}: ${count} deliveries made ${executions} successful executions`);
	}
	add({ table: 'webhooks', row, column, round, count, milliseconds });
	const rate = ((count * 1000) / milliseconds).toFixed(1);
	log(`round ${round}, ${row}, ${column}: ${rate} deliveries/s`);
}

/** One event, as the Interactions webhook of Genesys sends it; each has an operation id of its own. */
export function delivery(secret: string): { body: Buffer; signature: string } {
	const entity = {
		id: randomUUID(),
		mediaType: 'chat',
		interactionSubtype: 'InboundNew',
		selfUri: 'http://127.0.0.1/nexus/v3/chats/1',
	};
	const message = { operationId: randomUUID(), data: { entities: [{ event: 'STARTED', entity }] } };
	const body = Buffer.from(JSON.stringify(message, null, 2));
	return { body, signature: `sha1=${createHmac('sha1', secret).update(body).digest('hex')}` };
}

/** Posts all of them over a few connections that are kept open; answers the statuses. */
export async function post(
	url: string,
	deliveries: Array<ReturnType<typeof delivery>>,
	signal: AbortSignal,
): Promise<number[]> {
	const httpAgent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
	const client = axios.create({ httpAgent, proxy: false, timeout: 60_000, validateStatus: null });
	const waiting = [...deliveries];
	const statuses: number[] = [];
	const worker = async () => {
		for (let next = waiting.pop(); next; next = waiting.pop()) {
			const headers = { 'content-type': 'application/json', 'x-hub-signature': next.signature };
			const { status } = await client.post(url, next.body, { headers, signal });
			statuses.push(status);
		}
	};
	try {
		await Promise.all(Array.from({ length: CONNECTIONS }, worker));
	} finally {
		httpAgent.destroy();
	}
	return statuses;
}

/** Executions of one workflow, or of all, that are in one of the states. */
async function countExecutions(
	rest: N8nRest,
	status: string[],
	workflowId?: string,
): Promise<number> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId, status }));
	const { count } = await rest.call<{ count: number }>(
		'GET',
		`/executions?filter=${filter}&limit=1`,
	);
	return count;
}

async function allExecutionsEnded({ rest, signal }: Pick<Bench, 'rest' | 'signal'>): Promise<void> {
	const deadline = Date.now() + 60_000;
	while ((await countExecutions(rest, ['new', 'running'])) > 0) {
		if (Date.now() > deadline) throw new Error('Executions are still under way after a minute');
		await sleep(250, undefined, { signal });
	}
}
