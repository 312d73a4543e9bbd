import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a workflow did to the outside world: a server that takes note of the names it is called with. */
export interface Recorder {
	/** Give it a name as `?name=`. */
	url: string;
	/** In the order of arrival. */
	names: () => string[];
	close: () => Promise<void>;
}

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
