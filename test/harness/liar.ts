import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a liar was asked. */
interface Asked {
	method: string;
	url: string;
	headers: IncomingMessage['headers'];
	body: string;
}

/**
 * A server for the tests of one file that answers whatever a test says, also what no honest server would. It remembers what
 * it was asked, anew for each test.
 */
export function withLiar() {
	const liar = {
		url: '',
		sent: [] as Asked[],
		/** Until a test sets it, nothing is answered. */
		answer: (async () => {}) as (
			response: ServerResponse,
			request: IncomingMessage,
			body: string,
		) => void | Promise<void>,
		/** Answers with JSON; a text is sent as it is. */
		json(response: ServerResponse, body: unknown, status = 200, headers = {}) {
			response.writeHead(status, { 'content-type': 'application/json', ...headers });
			response.end(typeof body === 'string' ? body : JSON.stringify(body));
		},
	};
	const http = createServer((request, response) => {
		let body = '';
		response.on('error', () => {});
		request.on('error', () => {});
		request.on('data', (chunk) => (body += String(chunk)));
		request.on('end', () => {
			const { method = '', url = '', headers } = request;
			liar.sent.push({ method, url, headers, body });
			void liar.answer(response, request, body);
		});
	});
	beforeAll(async () => {
		await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
		liar.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
	});
	beforeEach(() => {
		liar.sent = [];
	});
	afterAll(() => {
		http.closeAllConnections();
		http.close();
	});
	return liar;
}
