import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Lie, Told } from './lies';
import { HERE, swap, type Exchange } from './recordings';

/** Who asks more often than this does not end: nothing more is answered. A list is read in 10,000 pages at most. */
export const MOST_REQUESTS = 11_000;

export interface Sent {
	method: string;
	/** With what is behind the question mark. */
	url: string;
	headers: IncomingMessage['headers'];
	body: string;
	/** Whether it may have been carried out, for all that its sender is told. */
	mayBeDone: boolean;
	/** When it came, in milliseconds. */
	came: number;
	/** When it was answered or broken off, and with which status; 0 for a broken connection. */
	answered?: { at: number; status: number };
}

/** What a host does in one run. */
export interface Play {
	exchanges: Exchange[];
	lie: Lie;
	/** From which request on it lies, from 0; -1 for the one for a token. */
	from: number;
	secrets: string[];
	/** What it says when it is asked for a token. */
	token: object;
}

export type Host = Awaited<ReturnType<typeof openHost>>;

/** A server that repeats what was recorded until it is time to lie, and one beside it that answers everything and writes it down. */
export async function openHost() {
	const sent: Sent[] = [];
	const stolen: Sent[] = [];
	let play: Play | undefined;
	let open: Exchange[] = [];
	let requests = 0;
	let told = 0;
	const second = await listen((_request, response, one) => {
		stolen.push(one);
		response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"elsewhere"}');
	});
	const first = await listen((request, response, one) => {
		sent.push(one);
		if (!play || sent.length > MOST_REQUESTS) return void response.destroy();
		const isForToken = one.url.startsWith('/auth/v3/oauth/token');
		const at = isForToken ? -1 : requests++;
		const { lie, from, secrets } = play;
		const lies = lie.tell && (from === -1 ? isForToken : at >= from);
		let answer = isForToken ? asJson(play.token) : truthFor;
		if (lies && !(lie.once && told > 0)) {
			one.mayBeDone = lie.mayBeDone;
			answer = lie.tell!({
				...{ told: told++, second: second.url, here: first.url, secrets },
				accepts: String(one.headers['accept-encoding'] ?? ''),
			});
		}
		say(request, response, one, typeof answer === 'function' ? answer(one) : answer, first.url);
	});

	/** What was answered then, by method and path, or at least by method. */
	function truthFor({ method, url }: Sent): Told {
		const path = url.split('?')[0];
		const known =
			open.find((one) => one.method === method && one.path === path) ??
			play?.exchanges.find((one) => one.method === method && one.path === path) ??
			open.find((one) => one.method === method);
		if (!known) return { status: 404, ...asJson({ message: 'no such thing' }) };
		open = open.filter((one) => one !== known);
		return known;
	}

	return {
		url: first.url,
		sent,
		stolen,
		play: (next: Play) => {
			play = next;
			open = [...next.exchanges];
			sent.length = stolen.length = requests = told = 0;
		},
		close: () => {
			first.close();
			second.close();
		},
	};
}

const asJson = (value: object): Told => ({
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(value),
});

function say(
	request: IncomingMessage,
	response: ServerResponse,
	sent: Sent,
	{ status = 200, headers = {}, body = '', breaksAfter, drips }: Told,
	url: string,
): void {
	if (drips === Infinity) return;
	if (!drips) sent.answered = { at: Date.now(), status: breaksAfter === undefined ? status : 0 };
	if (breaksAfter === 0) return void request.socket.destroy();
	const named = JSON.parse(JSON.stringify(headers).replaceAll(HERE, url)) as typeof headers;
	const bytes = swap(Buffer.from(body), HERE, url);
	response.writeHead(status, named);
	if (drips) {
		let at = 0;
		const timer = setInterval(() => response.write(bytes.subarray(at, ++at)), drips);
		return void response.on('close', () => clearInterval(timer));
	}
	if (breaksAfter === undefined) return void response.end(bytes);
	response.write(bytes.subarray(0, breaksAfter), () => request.socket.destroy());
}

/** A server that hands on whole requests. */
async function listen(
	answer: (request: IncomingMessage, response: ServerResponse, sent: Sent) => void,
) {
	const http = createServer((request, response) => {
		let body = '';
		request.on('error', () => {});
		response.on('error', () => {});
		request.on('data', (chunk) => (body += String(chunk)));
		request.on('end', () => {
			const { method = '', url = '', headers } = request;
			answer(request, response, { method, url, headers, body, mayBeDone: true, came: Date.now() });
		});
	});
	await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
	return {
		url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
		close: () => {
			http.closeAllConnections();
			http.close();
		},
	};
}
