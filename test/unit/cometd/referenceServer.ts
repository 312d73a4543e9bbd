import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';
import type { CometDServer, Options, ServerSession } from 'cometd-nodejs-server';
import { createCometDServer } from 'cometd-nodejs-server';
import type { INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { BayeuxOptions } from '../../../nodes/shared/cometd/protocol';
import { BayeuxSession } from '../../../nodes/shared/cometd/session';
import type { Send } from '../../../nodes/shared/transport/api';
import { Cookies } from '../../../nodes/shared/transport/cookies';
import { ApiResponse } from '../../../nodes/shared/transport/response';

const node = { name: 'Trigger', type: 'test', typeVersion: 1, parameters: {} } as unknown as INode;

/** What the tests use of the server beside its published types. */
type Inside = CometDServer & {
	_removeServerSession: (session: ServerSession, old: boolean) => void;
};

const toEnd: Array<() => Promise<unknown>> = [];

/** Ends what a test has started, so that one that fails does not keep the process running. */
export async function endAll(): Promise<void> {
	while (toEnd.length) await toEnd.pop()?.();
}

export type CometdHost = Awaited<ReturnType<typeof startCometd>>;

/** The reference server on its own port, and what it holds. */
export async function startCometd(options: Options = {}) {
	const cometd = createCometDServer({ timeout: 500, maxInterval: 2_000, ...options }) as Inside;
	const sessions = new Set<ServerSession>();
	const polling = new Set<ServerSession>();
	cometd.addListener('sessionAdded', (session: ServerSession) => {
		sessions.add(session);
		session.addListener('suspended', () => polling.add(session));
		session.addListener('resumed', () => polling.delete(session));
	});
	cometd.addListener('sessionRemoved', (session: ServerSession) => sessions.delete(session));
	const open = new Set<ServerResponse>();
	const requests: Array<{ path: string; cookie?: string }> = [];
	/** May take a request away from the CometD server: true when it did. */
	let before: (response: ServerResponse, path: string) => boolean = () => false;

	const http = createServer((request, response) => {
		const path = String(request.url);
		requests.push({ path, cookie: request.headers.cookie });
		open.add(response);
		response.once('close', () => open.delete(response));
		if (!before(response, path)) cometd.handle(request, response);
	});
	http.listen(0, '127.0.0.1');
	await once(http, 'listening');
	const base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;

	/** Fails, and keeps cookies, as the transport does. Each request has its own connection, as with n8n's helpers. */
	const client =
		(cookies = new Cookies()): Send =>
		async (request) => {
			const { status, headers, data } = await axios.request<unknown>({
				method: request.method,
				url: base + request.path,
				headers: { ...cookies.headers(), ...request.headers },
				data: request.body,
				timeout: request.timeout,
				signal: request.signal,
				httpAgent: new Agent({ keepAlive: false }),
				proxy: false,
				validateStatus: () => true,
			});
			cookies.take(headers['set-cookie']);
			if (status >= 300 && !request.acceptStatuses?.includes(status)) {
				const message = `HTTP ${status}`;
				throw new NodeApiError(node, { message }, { message, httpCode: String(status) });
			}
			return new ApiResponse(status, { ...headers }, data);
		};

	const publish = (channel: string, data: unknown) =>
		cometd.createServerChannel(channel).publish(null, data);
	const close = async () => {
		cometd.close();
		if (!http.listening) return;
		http.close();
		http.closeAllConnections();
		await once(http, 'close');
	};
	toEnd.push(close);

	return {
		cometd,
		base,
		sessions,
		/** Sessions whose poll is held. */
		polling,
		requests,
		/** Requests without a complete answer. */
		open,
		client,
		intercept: (with_: typeof before) => void (before = with_),
		/** Removes a session without a word. */
		forget: (session: ServerSession) => cometd._removeServerSession(session, false),
		publish,
		/** Publishes 0, 1, 2 and so on; the result ends it and tells how many there were. */
		count: (channel: string, every: number) => {
			let next = 0;
			const timer = setInterval(() => publish(channel, next++), every);
			toEnd.push(async () => clearInterval(timer));
			return () => {
				clearInterval(timer);
				return next;
			};
		},
		connections: async () =>
			await new Promise<number>((resolve) =>
				http.getConnections((_error, count) => resolve(count)),
			),
		close,
	};
}

/** A session with that server that notes what it is told. */
export function openSession(host: CometdHost, options: Partial<BayeuxOptions> = {}) {
	const got: unknown[] = [];
	const opened: boolean[] = [];
	const errors: unknown[] = [];
	const session = new BayeuxSession({
		send: host.client(),
		paths: { endpoint: '/notifications', split: true },
		channels: ['/numbers'],
		onMessage: (_channel, data) => void got.push(data),
		onOpen: ({ reopened }) => void opened.push(reopened),
		logger: { debug: () => {}, warn: () => {}, error: () => {} },
		...options,
		settings: { firstWait: 50, longestWait: 200, ...options.settings },
	});
	toEnd.push(async () => await session.stop());
	const ran = session.run().catch((error: unknown) => void errors.push(error));
	return { session, got, opened, errors, ran };
}

export async function wait(time: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, time));
}

/** Notes the timers, sockets and so on of the process; the result tells which have been added since. */
export function watchResources(): () => string[] {
	const before = process.getActiveResourcesInfo();
	return () => {
		const known = [...before];
		return process.getActiveResourcesInfo().filter((name) => {
			const index = known.indexOf(name);
			if (index >= 0) known.splice(index, 1);
			return index < 0;
		});
	};
}
