import {
	createServer,
	type IncomingHttpHeaders,
	type Server,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import axios, { type AxiosInstance } from 'axios';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator';

const toClose: Array<{ close(): Promise<void> }> = [];

// A test that fails before its own close() must not keep jest from ending.
afterAll(async () => {
	for (const one of toClose) await one.close();
});

/** startSimulator, closed at the end of the test file at the latest. */
export async function start(options: SimulatorOptions = {}): Promise<Simulator> {
	const sim = await startSimulator(options);
	toClose.push(sim);
	return sim;
}

/** Starts a simulator and a client of it; statuses are answers, not exceptions. */
export async function startWithClient(
	options: SimulatorOptions = {},
): Promise<{ sim: Simulator; client: AxiosInstance; control: AxiosInstance }> {
	const sim = await start(options);
	const make = (baseURL: string, headers: Record<string, string>) =>
		axios.create({ baseURL, headers, proxy: false, validateStatus: () => true });
	return {
		sim,
		client: make(sim.url, { 'x-api-key': sim.apiKey }),
		control: make(`${sim.url}/_simulator`, {}),
	};
}

/** Waits until the condition holds; the time limit of the test is its end. */
export async function until(condition: () => unknown): Promise<void> {
	while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}

export interface Received {
	headers: IncomingHttpHeaders;
	bytes: Buffer;
}

/** A webhook receiver that keeps what came and answers what the test says (200 unless told). */
export class Receiver {
	readonly received: Received[] = [];
	/** Answers by number of arrival, from 0. */
	answer: (index: number, response: ServerResponse) => void = (_index, response) => {
		response.setHeader('content-type', 'application/json');
		response.end('{"status":{"code":0,"message":"OK"},"data":{"ids":[]}}');
	};
	private readonly server: Server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			this.received.push({ headers: request.headers, bytes: Buffer.concat(chunks) });
			this.answer(this.received.length - 1, response);
		});
	});

	async start(): Promise<string> {
		toClose.push(this);
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/interactions`;
	}

	/** Answers none of the next requests before that many are open at the same time. */
	together(count: number, answer: Receiver['answer']): void {
		const open: Array<() => void> = [];
		this.answer = (index, response) => {
			open.push(() => answer(index, response));
			if (open.length === count) for (const one of open.splice(0)) one();
		};
	}

	bodies(): Array<{ operationId: string; data: { entities: Array<Record<string, unknown>> } }> {
		return this.received.map(({ bytes }) => JSON.parse(bytes.toString('utf8')));
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
