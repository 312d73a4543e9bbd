import { setTimeout as sleep } from 'node:timers/promises';

import { QueueStack, type Log, type N8nRest, type SavedWorkflow } from '../../tools/n8n';
import { node, PACKAGE, saveChain } from '../e2e/support/workflows';
import { startBenchSimulator, type BenchSimulator } from './simulator';
import { delivery, post } from './webhooks';

/** What an execution does; each begins with a delivery whose signature is checked. */
export const QUEUE_ROWS = {
	creates: 'a create that Genesys takes a second for',
	nothing: 'nothing after the trigger: only the processor limits it',
} as const;

type Row = keyof typeof QUEUE_ROWS;

/** Executions of one workflow, from the start of the first to the end of the last. */
export interface QueueSample {
	row: Row;
	workers: 1 | 2;
	/** 0 is the warm-up round, which no median takes in. */
	round: number;
	executions: number;
	milliseconds: number;
}

/** Executions per run: so many that the begin and the end of a run, when a worker is not full, are a small part. */
const COUNTS: Record<Row, number> = { creates: 300, nothing: 300 };

/** Milliseconds that Genesys takes for a create. */
const LATENCY = 1_000;

interface Options {
	/** Is made. */
	folder: string;
	tarball: string;
	rounds: number;
	signal: AbortSignal;
	log: Log;
}

/** Measures n8n in queue mode with one worker and with two, in turn. A worker has ten executions at once, as n8n has it. */
export async function measureQueue({ folder, tarball, rounds, signal, log }: Options) {
	const samples: QueueSample[] = [];
	const simulator = await startBenchSimulator();
	const stack = await QueueStack.start(folder, tarball, log, signal);
	try {
		const rest = await stack.connect();
		const endpoints = await saveWorkflows(rest, simulator);
		for (let round = 0; round <= rounds; round++) {
			for (const workers of round % 2 === 0 ? ([1, 2] as const) : ([2, 1] as const)) {
				if (workers === 1) await stack.stop('worker2');
				for (const row of Object.keys(QUEUE_ROWS) as Row[]) {
					signal.throwIfAborted();
					await simulator.reset(LATENCY);
					const executions = COUNTS[row];
					const { workflow, path } = endpoints[row];
					const urls = (['webhook1', 'webhook2'] as const).map(
						(name) => `${stack.url(name)}/webhook/${path}`,
					);
					const before = await newest(stack);
					const deliveries = Array.from({ length: executions }, () =>
						delivery(simulator.appSecret),
					);
					const halves = urls.map((_url, half) => deliveries.filter((_, at) => at % 2 === half));
					await Promise.all(urls.map(async (url, half) => await post(url, halves[half], signal)));
					const milliseconds = await durationOf(stack, workflow, before, executions, signal);
					samples.push({ row, workers, round, executions, milliseconds });
					const rate = ((executions * 1000) / milliseconds).toFixed(1);
					log(`round ${round}, ${workers} workers, ${row}: ${rate} executions/s`);
				}
				if (workers === 1) await stack.start('worker2');
			}
		}
	} finally {
		await stack.end();
		await simulator.stop();
	}
	return samples;
}

/** A workflow for each row, published. */
async function saveWorkflows(rest: N8nRest, { url, apiKey, appSecret }: BenchSimulator) {
	const signed = await rest.createCredential({
		name: 'Bench Genesys Webhook API',
		type: 'genesysWebhookApi',
		data: { appSecret, previousAppSecret: '' },
	});
	const credential = await rest.createCredential({
		name: 'Bench Genesys API',
		type: 'genesysApi',
		data: { baseUrl: url, apiKey },
	});
	const create = node(
		'Create',
		`${PACKAGE}.genesysOpenMedia`,
		{
			...{ authentication: 'apiKey', resource: 'workitem', operation: 'create' },
			...{ openMediaService: 'workitems', dataMode: 'autoMapInputData' },
		},
		{ credential },
	);
	const saved = async (name: string, steps: Array<ReturnType<typeof node>>) => {
		const trigger = node(
			'Trigger',
			`${PACKAGE}.genesysInteractionsTrigger`,
			{},
			{ typeVersion: 1.1, credential: signed },
		);
		const workflow = await saveChain(rest, name, [trigger, ...steps]);
		await rest.activate(workflow);
		const path = `${trigger.webhookId}/interactions`;
		await rest.waitForWebhook(path);
		return { workflow, path };
	};
	return { creates: await saved('Creates', [create]), nothing: await saved('Nothing', []) };
}

async function newest(stack: QueueStack): Promise<number> {
	const [[id]] = await stack.query('SELECT coalesce(max(id), 0) FROM execution_entity');
	return Number(id);
}

/**
 * Waits until all executions of a workflow after another one have succeeded.
 *
 * @returns milliseconds from the first start to the last end
 * @throws when one does not succeed, or they take longer than five minutes
 */
async function durationOf(
	stack: QueueStack,
	{ id }: SavedWorkflow,
	after: number,
	count: number,
	signal: AbortSignal,
): Promise<number> {
	const failed = `status IN ('error', 'crashed', 'canceled')`;
	const span = `extract(epoch FROM max("stoppedAt") - min("startedAt")) * 1000`;
	const counted = `count(*) FILTER (WHERE status = 'success'), count(*) FILTER (WHERE ${failed})`;
	const which = `"workflowId" = '${id}' AND id > ${after}`;
	const until = Date.now() + 300_000;
	for (;;) {
		const [[ended, broken, milliseconds]] = await stack.query(
			`SELECT ${counted}, ${span} FROM execution_entity WHERE ${which}`,
		);
		if (Number(broken) > 0) throw new Error(`${broken} of ${count} executions failed`);
		if (Number(ended) === count) return Number(milliseconds);
		if (Date.now() > until) throw new Error(`Only ${ended} of ${count} executions have ended`);
		await sleep(500, undefined, { signal });
	}
}
