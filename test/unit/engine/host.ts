import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, IExecuteFunctions, INodeParameters, INodeType } from 'n8n-workflow';
import { credentialsOf } from '../../../nodes/shared/descriptions/common';
import type { Operation, Resource } from '../../../nodes/shared/engine/operation';
import { buildProperties } from '../../../nodes/shared/engine/properties';
import { runOperations } from '../../../nodes/shared/engine/run';
import type { Api } from '../../../nodes/shared/transport/api';
import { runNode, type NodeRun } from '../../harness/runNode';

/** A node of a test's own operations, which n8n's engine runs as any other. */
export function nodeOf(operations: readonly Operation[], ...apis: readonly Api[]): INodeType {
	const resource: Resource = {
		value: 'thing',
		name: 'Thing',
		operations,
		defaultOperation: operations[0],
	};
	return {
		description: {
			displayName: 'Test',
			name: 'test',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Test' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: credentialsOf(...apis),
			properties: buildProperties([resource], ...apis),
		},
		async execute(this: IExecuteFunctions) {
			return await runOperations(this, [resource], ...apis);
		},
	};
}

/** How the server of a test answers: a body as it is sent, with its status. */
export type Answer = { body?: string; status?: number };

/** A server that answers as `answer` says, and remembers what it was sent; closed after the tests of the file. */
export function withServer() {
	const server = {
		url: '',
		sent: [] as Array<{ method: string; url: string; body: string }>,
		answer: (async () => ({})) as (request: IncomingMessage, body: string) => Promise<Answer>,
	};
	const http = createServer((request, response) => void respond(request, response));
	async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
		let text = '';
		for await (const chunk of request) text += String(chunk);
		server.sent.push({ method: String(request.method), url: String(request.url), body: text });
		const { body = '', status = 200 } = await server.answer(request, text);
		response.writeHead(status, { 'content-type': 'application/json' }).end(body);
	}
	beforeAll(async () => {
		http.listen(0, '127.0.0.1');
		await once(http, 'listening');
		server.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
	});
	beforeEach(() => {
		server.sent = [];
		server.answer = async () => ({});
	});
	afterAll(() => {
		http.closeAllConnections();
		http.close();
	});
	return server;
}

/** Runs an operation of a test's own node. */
export async function runOwn(
	node: INodeType,
	baseUrl: string,
	operation: string,
	parameters: INodeParameters = {},
	more: Partial<NodeRun> = {},
) {
	const { items, error } = await runNode({
		node: 'test',
		extraNodes: { test: node },
		parameters: { resource: 'thing', operation, ...parameters },
		credentials: { genesysApi: { baseUrl, apiKey: 'key' } },
		...more,
	});
	return { items: items.map(({ json }): IDataObject => json), error, paired: items };
}
