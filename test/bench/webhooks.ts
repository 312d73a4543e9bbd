import axios from 'axios';
import { createHmac, randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import type { N8nRest, SavedWorkflow } from '../../tools/n8n';
import { node, saveChain } from '../e2e/support/workflows';
import type { Bench } from './create';

const CONNECTIONS = 10;

/** Rows of the table; the first is what the others are compared with. */
export const WEBHOOK_ROWS = {
	webhook: 'Webhook node, which checks no signature',
	trigger: 'Interactions Trigger, right signature',
	refused: 'Interactions Trigger, wrong signature (401)',
} as const;

/** Settings of n8n that the webhooks are measured with; the rest is measured with the first. */
export const N8N_SETTINGS: Array<{ column: string; env: Record<string, string> }> = [
	{ column: 'default settings', env: {} },
	{ column: 'lazy engine', env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' } },
];

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

/** Saves and activates one workflow for each trigger; they stay active when n8n is started again. */
export async function saveWebhooks(rest: N8nRest, appSecret: string): Promise<Endpoint[]> {
	const credential = await rest.createCredential({
		name: 'Bench Genesys Webhook API',
		type: 'genesysWebhookApi',
		data: { appSecret, previousAppSecret: '' },
	});
	const trigger = node(
		'Trigger',
		'n8n-nodes-genesys.genesysInteractionsTrigger',
		{},
		{
			typeVersion: 1.1,
			credential,
		},
	);
	const webhook = node(
		'Trigger',
		'n8n-nodes-base.webhook',
		{ httpMethod: 'POST', path: 'bench', responseMode: 'onReceived', options: {} },
		{ typeVersion: 2.1 },
	);
	const ours = await saveChain(rest, 'Interactions Trigger', [trigger]);
	const peer = await saveChain(rest, 'Webhook', [webhook]);
	for (const workflow of [ours, peer]) await rest.activate(workflow);
	const signed = {
		workflow: ours,
		path: `${trigger.webhookId}/interactions`,
	};
	const { webhook: peerRow, trigger: row, refused } = WEBHOOK_ROWS;
	const accepted = { secret: appSecret, expectedStatus: 200, starts: true };
	return [
		{ row: peerRow, workflow: peer, path: 'bench', ...accepted },
		{ row, ...signed, ...accepted },
		{ row: refused, ...signed, secret: `not ${appSecret}`, expectedStatus: 401, starts: false },
	];
}

/** Measures all endpoints in turn, round after round; every other round goes backwards. */
export async function measureWebhooks(
	bench: Bench,
	endpoints: Endpoint[],
	count: number,
	column: string,
): Promise<void> {
	for (const { path } of endpoints) await bench.rest.waitForWebhook(path);
	for (let round = 0; round <= bench.rounds; round++) {
		for (const endpoint of round % 2 === 0 ? endpoints : [...endpoints].reverse()) {
			bench.signal.throwIfAborted();
			await measureEndpoint(bench, endpoint, count, column, round);
		}
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
function delivery(secret: string): { body: Buffer; signature: string } {
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
async function post(
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
