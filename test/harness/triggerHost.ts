import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DataDeduplicationService, HookContext, WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	IWebhookData,
	IWebhookDescription,
	IWebhookResponseData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { resolveWebhookDescriptionField } from 'n8n-workflow';
import { additionalData, type CredentialUse } from './additionalData';
import { ProcessedData } from './processedData';
import { nodeInWorkflow, type NodeSetup } from './workflow';

export interface TriggerHostOptions extends NodeSetup {
	mode?: WorkflowExecuteMode;
}

/** An HTTP server that treats a trigger node as n8n's webhook server does, reduced to what reaches the node. */
export interface TriggerHost {
	url: string;
	/** How many requests have come. */
	received: number;
	/** Items of each execution that was registered, in order. */
	executions: IDataObject[][];
	credentialUse: CredentialUse;
	/** What happens when an execution is to be registered; default: nothing. Throw to let it fail. */
	onRegister: () => Promise<void>;
	/**
	 * What the workflow does when the answer waits for its end; default: its last node passes on the items. Throw to let it fail.
	 */
	onRun: (items: IDataObject[]) => Promise<unknown>;
	/** Runs `webhookMethods.default[method]`. */
	hook(method: 'checkExists' | 'create' | 'delete'): Promise<boolean>;
	close(): Promise<void>;
}

export async function startTriggerHost(options: TriggerHostOptions): Promise<TriggerHost> {
	const { workflow, node, type } = await nodeInWorkflow({
		credentialId: options.workflowId,
		...options,
	});
	const mode = options.mode ?? 'webhook';
	const credentialUse: CredentialUse = { decrypted: 0 };
	const data = additionalData(options.credentials, credentialUse);
	const [description] = type.description.webhooks as IWebhookDescription[];
	const { value: responseMode } = resolveWebhookDescriptionField(
		node,
		description,
		'responseMode',
	) as {
		value?: unknown;
	};
	const webhookData = {
		webhookDescription: description,
		workflowExecuteAdditionalData: data,
	} as IWebhookData;

	async function handle(request: IncomingMessage, response: ServerResponse) {
		host.received++;
		const express = withExpressMethods(request, response);
		const context = new WebhookContext(
			workflow,
			node,
			{ ...data, httpRequest: express.request, httpResponse: express.response } as never,
			mode,
			webhookData,
			[],
			null,
		);
		let result: IWebhookResponseData;
		try {
			// n8n reads the body of these types before the node sees the request.
			if (request.headers['content-type']?.startsWith('application/json')) {
				await express.request.readRawBody();
			}
			result = (await type.webhook?.call(context)) as IWebhookResponseData;
			if (result.workflowData) {
				await host.onRegister();
				host.executions.push(result.workflowData[0].map(({ json }) => json));
			}
		} catch (error) {
			express.response.status(500).json({ message: (error as Error).message });
			return;
		}
		if (result.noWebhookResponse) return;
		if (responseMode === 'onReceived') {
			express.response.status(200).json(result.webhookResponse as IDataObject);
			return;
		}
		try {
			const items = result.workflowData?.[0].map(({ json }) => json) ?? [];
			express.response.status(200).json(await host.onRun(items));
		} catch {
			express.response.status(500).json({ message: 'Error in workflow' });
		}
	}

	const server = createServer((request, response) => void handle(request, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const host: TriggerHost = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		received: 0,
		executions: [],
		credentialUse,
		onRegister: async () => {},
		onRun: async (items) => items,
		async hook(method) {
			const context = new HookContext(workflow, node, data, 'trigger', 'activate', webhookData);
			return (await type.webhookMethods?.default?.[method].call(context)) as boolean;
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return host;
}

/** What n8n and Express add to Node's request and response, as far as a trigger may use it. */
function withExpressMethods(request: IncomingMessage, response: ServerResponse) {
	let rawBody: Buffer | undefined;
	const extended = Object.assign(request, {
		rawBody,
		async readRawBody() {
			const chunks: Buffer[] = [];
			for await (const chunk of request) chunks.push(chunk as Buffer);
			extended.rawBody = Buffer.concat(chunks);
		},
	});
	const answering = Object.assign(response, {
		status(code: number) {
			response.statusCode = code;
			return answering;
		},
		json(body: unknown) {
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(body));
			return answering;
		},
	});
	return { request: extended, response: answering };
}

/** Keeps processed ids as n8n's database does it. One per process, as in n8n. */
export async function initDeduplication(): Promise<{
	clear(): void;
	/** How many of the next statements fail. */
	failures: number;
}> {
	const table = new ProcessedData();
	const control = { failures: 0, clear: () => table.rows.clear() };
	const { statement } = table;
	table.statement = async () => {
		if (control.failures-- > 0) throw new Error('database is locked');
		await statement();
	};
	// n8n allows one per process, in which there are several test files.
	(DataDeduplicationService as unknown as { instance?: object }).instance = undefined;
	await DataDeduplicationService.init(table);
	return control;
}
