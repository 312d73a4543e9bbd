import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Simulator } from '../../../simulator';

/** What the node asked for. */
export interface Asked {
	method: string;
	/** Below `/me/interactions`; that of all else as it is. */
	path: string;
	/** Of an operation; `''` of all else. */
	operationName: string;
}

/** The body that is answered in place of the one of the simulator, or that one itself. A text is a web page. */
export type Change = (asked: Asked, body: unknown) => unknown;

/** Runs `work` with something between the node and the simulator that changes what is answered. */
export async function between<Result>(
	sim: Simulator,
	change: Change,
	work: (sim: Simulator) => Promise<Result>,
): Promise<Result> {
	const server = createServer((request, response) => {
		void (async () => {
			const sent = await buffer(request);
			const answer = await forwarded(sim, request, sent);
			const path = String(request.url).replace('/api/v2/me/interactions', '');
			const operationName = /"operationName":"(\w+)"/.exec(sent.toString())?.[1] ?? '';
			const said = await answer.json();
			const changed = change({ method: String(request.method), path, operationName }, said);
			const headers = {
				'content-type': typeof changed === 'string' ? 'text/html' : 'application/json',
				'set-cookie': answer.headers.getSetCookie(),
			};
			response.writeHead(answer.status, headers);
			response.end(typeof changed === 'string' ? changed : JSON.stringify(changed));
		})().catch(() => response.destroy());
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	try {
		return await work({ ...sim, url });
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

async function forwarded(
	{ url }: Simulator,
	{ method, url: path, headers }: IncomingMessage,
	body: Buffer,
) {
	const kept = ['authorization', 'content-type', 'cookie'].flatMap((name) => {
		const value = headers[name];
		return typeof value === 'string' ? [[name, value] as [string, string]] : [];
	});
	return await fetch(url + path, {
		method,
		headers: kept,
		body: body.length ? new Uint8Array(body) : undefined,
	});
}
