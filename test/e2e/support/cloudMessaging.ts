import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Simulator } from '../../../simulator';
import type { Execution, N8nRest, SavedCredential, SavedWorkflow } from '../../../tools/n8n';
import { NewExecutions } from './newExecutions';
import { node, PACKAGE, saveChain } from './workflows';

const TRIGGER = 'Cloud messages';
/** The node after the trigger: that it ran shows that the trigger let something through. */
export const AFTER = 'After';

/** What stands between Genesys Cloud and n8n does with a delivery: hand it on, hand it on and keep the answer, refuse it. */
export type Between = 'through' | 'silent' | 503;

/** A published workflow with the Genesys Cloud Messaging Trigger, and an integration that delivers to it. */
export class LiveIntegration {
	private readonly executions: NewExecutions;
	/** What happens to the next deliveries; those after them go through. */
	readonly next: Between[] = [];

	private constructor(
		private readonly rest: N8nRest,
		private readonly simulator: Simulator,
		private readonly workflow: SavedWorkflow,
		private readonly proxy: Server,
		readonly integrationId: string,
	) {
		this.executions = new NewExecutions(rest, workflow.id);
	}

	/** @param secret that the integration signs with */
	static async start(
		rest: N8nRest,
		simulator: Simulator,
		credential: SavedCredential,
		secret: string,
		parameters: Record<string, unknown> = {},
	): Promise<LiveIntegration> {
		const type = `${PACKAGE}.genesysCloudMessagingTrigger`;
		const trigger = node(TRIGGER, type, parameters, { typeVersion: 1.1, credential });
		const workflow = await saveChain(rest, 'Cloud messages', [
			trigger,
			node(AFTER, 'n8n-nodes-base.noOp'),
		]);
		await rest.activate(workflow);
		const target = await rest.waitForWebhook(`${trigger.webhookId}/cloud-messaging`);
		const proxy = createServer(
			(request, response) => void live.handOn(target, request, response).catch(() => {}),
		);
		await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
		const { id } = simulator.control.cloud.addIntegration({
			name: 'Shop',
			webhookUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
			webhookSecret: secret,
		});
		const live = new LiveIntegration(rest, simulator, workflow, proxy, id);
		return live;
	}

	/** What an agent writes, delivered until it is accepted or given up. */
	async deliver(
		id: string,
		more: { spoil?: 'unsigned' | 'wrongSecret' | 'tampered'; copies?: number } = {},
	) {
		return await this.simulator.control.cloud.deliver({
			integrationId: this.integrationId,
			message: {
				id,
				channel: {
					id: this.integrationId,
					...{ platform: 'Open', type: 'Private', messageId: id },
					to: { id: 'customer-1', idType: 'Opaque' },
					time: '2026-01-02T03:04:05.678Z',
				},
				...{
					type: 'Text',
					text: `Text of ${id} 😀`,
					direction: 'Outbound',
					originatingEntity: 'Human',
				},
			},
			...more,
		});
	}

	/**
	 * What passed the trigger in each execution since the last call, when all have ended. To know that nothing more comes,
	 * a message of its own is sent and waited for.
	 */
	async passedOn(): Promise<Array<Array<Record<string, unknown>>>> {
		const marker = `marker-${randomUUID()}`;
		await this.deliver(marker);
		const isMarker = ({ data }: Execution) => JSON.stringify(data).includes(marker);
		const executions = await this.executions.untilMarker(isMarker);
		return executions.map(({ output }) => output(AFTER));
	}

	async stop(): Promise<void> {
		await this.rest.deactivate(this.workflow.id);
		this.proxy.closeAllConnections();
		await new Promise((resolve) => this.proxy.close(resolve));
	}

	private async handOn(
		target: string,
		request: IncomingMessage,
		response: ServerResponse,
	): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const what = this.next.shift() ?? 'through';
		if (what === 503) {
			response.writeHead(503).end();
			return;
		}
		const names = ['content-type', 'x-hub-signature-256', 'x-b3-traceid'];
		const headers = names.flatMap((name) => {
			const value = request.headers[name];
			return value === undefined ? [] : [[name, String(value)] as [string, string]];
		});
		const answer = await fetch(target, { method: 'POST', headers, body: Buffer.concat(chunks) });
		const text = await answer.text();
		if (what === 'through') response.writeHead(answer.status).end(text);
	}
}
