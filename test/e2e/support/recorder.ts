import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WorkflowNode } from '../../../tools/n8n';
import { node } from './workflows';

/** What a workflow did to the outside world: a server that takes note of the names it is called with. */
export interface Recorder {
	/** Give it a name as `?name=`. */
	url: string;
	/** In the order of arrival. */
	names: () => string[];
	close: () => Promise<void>;
}

/** A node that calls the recorder with a field of each item as the name. */
export const recordNode = ({ url }: Recorder, field: string): WorkflowNode =>
	node(
		'Record',
		'n8n-nodes-base.httpRequest',
		{
			...{ url, sendQuery: true, options: {} },
			queryParameters: { parameters: [{ name: 'name', value: `={{ $json.${field} }}` }] },
		},
		{ typeVersion: 4.2 },
	);

/** @param answer the status of the answer to a name */
export async function startRecorder(
	answer: (name: string) => number | Promise<number> = () => 200,
): Promise<Recorder> {
	const names: string[] = [];
	const server = createServer(async (request, response) => {
		const name = new URL(request.url ?? '/', 'http://recorder').searchParams.get('name') ?? '';
		names.push(name);
		response.writeHead(await answer(name), { 'content-type': 'application/json' });
		response.end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/`,
		names: () => [...names],
		close: async () => {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
