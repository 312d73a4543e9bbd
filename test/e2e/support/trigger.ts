import { createHmac, randomUUID } from 'node:crypto';
import axios from 'axios';
import type { Execution, N8nRest, SavedCredential, SavedWorkflow } from '../../../tools/n8n';
import type { WebhookEvent } from '../../../simulator';
import { NewExecutions } from './newExecutions';
import { node, PACKAGE, saveChain } from './workflows';

export const TRIGGER = 'Interactions';
/** The node after the trigger: that it ran shows that the trigger let something through. */
export const AFTER = 'After';

/** A workflow of the Interactions Trigger and one node after it. */
export interface TriggerWorkflow {
	workflow: SavedWorkflow;
	/** The part of the URL after `/webhook/` or `/webhook-test/`. */
	path: string;
}

export async function saveTrigger(
	rest: N8nRest,
	credential: SavedCredential | undefined,
	parameters: Record<string, unknown> = {},
): Promise<TriggerWorkflow> {
	const type = `${PACKAGE}.genesysInteractionsTrigger`;
	const trigger = node(TRIGGER, type, parameters, { typeVersion: 1.1, credential });
	const after = node(AFTER, 'n8n-nodes-base.noOp');
	const workflow = await saveChain(rest, 'Interactions', [trigger, after]);
	return { workflow, path: `${trigger.webhookId}/interactions` };
}

export interface Answer {
	status: number;
	body: unknown;
}

/** The header that Genesys sends with these bytes, worked out here and not by the code under test. */
export function signatureOf(body: string | Buffer, secret: string): string {
	return `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`;
}

/** Posts bytes of one's own choice, with or without a signature. */
export async function post(
	url: string,
	body: string | Buffer,
	headers: Record<string, string>,
): Promise<Answer> {
	const { status, data } = await axios.post<string>(url, Buffer.from(body), {
		headers: { 'Content-Type': 'application/json', ...headers },
		proxy: false,
		responseType: 'text',
		transformResponse: (text: string) => text,
		validateStatus: () => true,
	});
	return { status, body: parsed(data) };
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

export function bodyOf(entities: WebhookEvent[], operationId: string = randomUUID()): string {
	return JSON.stringify({ operationId, data: { entities } }, null, 2);
}

export const event = (id: string, changes: Partial<WebhookEvent['entity']> = {}): WebhookEvent => ({
	event: 'STARTED',
	entity: {
		id,
		mediaType: 'chat',
		interactionSubtype: 'InboundNew',
		selfUri: `https://genesys.example/chats/${id}`,
		...changes,
	},
});

/** An active workflow with the trigger, and what its deliveries start. */
export class LiveTrigger {
	private constructor(
		private readonly rest: N8nRest,
		readonly workflow: SavedWorkflow,
		/** The production URL. */
		readonly url: string,
		private readonly secret: string,
		private readonly executions = new NewExecutions(rest, workflow.id),
	) {}

	/** Saves and activates the workflow, and waits until its URL is served. */
	static async start(
		rest: N8nRest,
		credential: SavedCredential,
		secret: string,
		parameters: Record<string, unknown> = {},
	): Promise<LiveTrigger> {
		const { workflow, path } = await saveTrigger(rest, credential, parameters);
		await rest.activate(workflow);
		return new LiveTrigger(rest, workflow, await rest.waitForWebhook(path), secret);
	}

	/** The same workflow through another client, after a restart of n8n. */
	reconnected(rest: N8nRest): LiveTrigger {
		const executions = this.executions.reconnected(rest);
		return new LiveTrigger(rest, this.workflow, this.url, this.secret, executions);
	}

	/** A signed delivery. */
	async deliver(
		body: string | Buffer,
		{ secret = this.secret, headers = {} as Record<string, string> } = {},
	): Promise<Answer> {
		return await post(this.url, body, {
			'X-Hub-Signature': signatureOf(body, secret),
			...headers,
		});
	}

	/**
	 * The executions that were started since the last call, oldest first. To know that nothing more
	 * comes, it sends a delivery of its own and waits for the execution of that: what came before has
	 * been registered by then, without waiting for a fixed time.
	 */
	async started(): Promise<Execution[]> {
		const marker = `marker-${randomUUID()}`;
		const { status } = await this.deliver(bodyOf([event(marker)]));
		if (status !== 200) throw new Error(`The marker was answered ${status}`);
		return await this.executions.untilMarker((execution) => isOf(execution, marker));
	}

	async stop(): Promise<void> {
		await this.rest.deactivate(this.workflow.id);
	}
}

function isOf(execution: Execution, marker: string): boolean {
	return JSON.stringify(execution.output(TRIGGER)).includes(marker);
}
