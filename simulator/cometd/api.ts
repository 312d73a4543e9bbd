import {
	createCometDServer,
	type CometDServer,
	type ServerMessage,
	type ServerSession,
} from 'cometd-nodejs-server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AccessCheck } from '../core/access';
import type { SimulatedApi } from '../core/api';
import { ApiError, statusWithReason } from '../core/errors';
import { exchange, type BayeuxResponse } from './exchange';
import type { CometdSession, CometdSettings, Refusal } from './model';
import { cometdSettings, type CometdOptions } from './options';
import * as schemas from './schemas';

type Messages = Array<Partial<ServerMessage>>;
type BayeuxRequest = FastifyRequest<{ Body: Messages | Partial<ServerMessage> }>;

interface KnownSession {
	session: ServerSession;
	since: string;
	owner?: string;
	cookie: () => string | undefined;
}

/** What a CometD server is for. */
export interface CometdService {
	/** Where clients speak to it. */
	path: string;
	/** The channels that exist now. */
	readonly channels: string[];
	/** What every request is asked for, before it is looked at as CometD. */
	access: AccessCheck;
	/** Whose session a handshake makes, for a service that tells people apart. */
	owner?: (request: FastifyRequest) => string | undefined;
	/** The body of an error, if it is not the one of the Statistics API. */
	errorBody?: (error: ApiError) => unknown;
}

const SUB_PATHS = ['handshake', 'connect', 'subscribe', 'unsubscribe', 'disconnect'];

/** CometD by cometd-nodejs-server, for an API that publishes: nothing here knows what is published. */
export class CometdApi implements SimulatedApi {
	readonly access: AccessCheck;
	private readonly server: CometDServer;
	private readonly known = new Map<string, KnownSession>();
	private readonly polls = new Set<{ clientId?: string; request: FastifyRequest }>();
	private refusal: Required<Refusal> = { times: 0, reconnect: 'retry', intervalMs: 0 };
	private toLose = 0;
	private closing = false;

	constructor(
		private readonly service: CometdService,
		options?: CometdOptions,
	) {
		const { path, access } = service;
		this.access = access;
		this.server = createCometDServer({ browserCookiePath: path, sweepPeriod: 250 });
		this.set(cometdSettings(options));
		this.server.policy = {
			canHandshake: (_session, { reply }, done) => done(undefined, this.mayHandshake(reply)),
			canCreate: (_session, _message, name, done) =>
				done(undefined, service.channels.includes(name)),
			canPublish: (_session, _message, _channel, done) => done(undefined, false),
		};
		this.server.addListener('sessionAdded', (session: ServerSession) => this.remember(session));
		this.server.addListener('sessionRemoved', ({ id }: ServerSession) => this.known.delete(id));
	}

	reset(): void {
		this.loseSessions();
		this.toLose = 0;
		this.refusal = { times: 0, reconnect: 'retry', intervalMs: 0 };
	}

	/** Forgets every session, answers what is held, and takes nothing more. */
	close(): void {
		this.closing = true;
		this.loseSessions();
		this.server.close();
	}

	settings(): CometdSettings {
		const { timeout = 0, interval = 0, maxInterval = 0 } = this.server.options;
		return { timeoutMs: timeout, intervalMs: interval, maxIntervalMs: maxInterval };
	}

	/** A connect that is held already keeps its timeout. */
	set({ timeoutMs, intervalMs, maxIntervalMs }: Partial<CometdSettings>): CometdSettings {
		const { options } = this.server;
		options.timeout = timeoutMs ?? options.timeout;
		options.interval = intervalMs ?? options.interval;
		options.maxInterval = maxIntervalMs ?? options.maxInterval;
		return this.settings();
	}

	sessions(): CometdSession[] {
		const held = new Set([...this.polls].map(({ clientId }) => clientId));
		return [...this.known.values()].map(({ session, since, owner }) => ({
			clientId: session.id,
			...(owner === undefined ? {} : { owner }),
			channels: session.subscriptions.map(({ name }) => name),
			held: held.has(session.id),
			since,
		}));
	}

	/** How many connects are held. */
	heldPolls(): number {
		return this.polls.size;
	}

	/**
	 * The server forgets sessions: what is held is answered, the next message is answered 402. `next`: not
	 * all of them now, but one at each of the next connects. `dropPolls`: held connects are not
	 * answered, their connections are dropped. @returns how many were forgotten now
	 */
	loseSessions({ next, dropPolls }: { next?: number; dropPolls?: boolean } = {}): number {
		if (dropPolls) this.dropPolls();
		if (next !== undefined) {
			this.toLose = next;
			return 0;
		}
		const ids = [...this.known.keys()];
		for (const id of ids) this.forget(id);
		return ids.length;
	}

	/** The next handshakes are answered `successful: false`. */
	refuseHandshakes({ times = 1, reconnect = 'retry', intervalMs = 0 }: Refusal = {}): void {
		this.refusal = { times, reconnect, intervalMs };
	}

	/** Drops the connections of all held connects; the sessions live on. @returns how many */
	dropPolls(): number {
		const dropped = [...this.polls];
		for (const { request } of dropped) request.raw.socket.resetAndDestroy();
		return dropped.length;
	}

	/** Sends exactly this as the data of a message to all sessions subscribed to the channel. */
	publish(channel: string, data: unknown): void {
		this.server.createServerChannel(channel).publish(null, data);
	}

	/** The same to the sessions of one owner only. @returns how many there are */
	publishTo(owner: string, channel: string, data: unknown): number {
		const sessions = [...this.known.values()].filter(
			(known) =>
				known.owner === owner && known.session.subscriptions.some(({ name }) => name === channel),
		);
		for (const { session } of sessions) session.deliver(null, channel, data);
		return sessions.length;
	}

	routes(app: FastifyInstance): void {
		const { path } = this.service;
		const options = { schema: { body: schemas.bayeuxBody } };
		for (const url of [path, `${path}/`]) {
			app.post(url, options, async (request: BayeuxRequest, reply) => this.handle(request, reply));
		}
		for (const name of SUB_PATHS) {
			app.post(`${path}/${name}`, options, async (request: BayeuxRequest, reply) => {
				if (asArray(request.body).some(({ channel }) => channel !== `/meta/${name}`)) {
					throw new ApiError(400, 'Bad Request', `Only /meta/${name} may be sent here.`);
				}
				return await this.handle(request, reply);
			});
		}
	}

	errorBody(error: ApiError): unknown {
		return (this.service.errorBody ?? statusWithReason)(error);
	}

	private async handle(request: BayeuxRequest, reply: FastifyReply) {
		if (this.closing) throw new ApiError(503, 'Service Unavailable');
		const messages = asArray(request.body);
		const connect = messages.find(({ channel }) => channel === '/meta/connect');
		if (connect) this.loseNext(connect.clientId);
		const poll = { clientId: connect?.clientId, request };
		if (connect) this.polls.add(poll);
		try {
			const sender = { cookie: request.headers.cookie, owner: this.service.owner?.(request) };
			const { answer: answered } = exchange(this.server, messages, sender, reply.raw);
			const answer = await answered;
			// The client is gone: there is nobody to answer.
			if (!answer) return reply.hijack();
			return await reply.code(answer.status).headers(answer.headers).send(answer.body);
		} finally {
			this.polls.delete(poll);
		}
	}

	private remember(session: ServerSession): void {
		const { request, response } = this.server.context as {
			request: { headers: { cookie?: string }; owner?: string };
			response: BayeuxResponse;
		};
		// The library sets the cookie after it has told of the session.
		const cookie = () => response.headers['set-cookie'] ?? request.headers.cookie;
		this.known.set(session.id, {
			session,
			since: new Date().toISOString(),
			owner: request.owner,
			cookie,
		});
	}

	/** As if the client had said goodbye: the library then answers what is held, and knows it no more. */
	private forget(clientId: string): void {
		const cookie = this.known.get(clientId)?.cookie();
		exchange(this.server, [{ channel: '/meta/disconnect', clientId }], { cookie });
	}

	private loseNext(clientId = ''): void {
		if (this.toLose === 0 || !this.known.has(clientId)) return;
		this.toLose--;
		this.forget(clientId);
	}

	private mayHandshake(reply?: ServerMessage): boolean {
		if (this.closing) return false;
		if (this.refusal.times === 0) return true;
		this.refusal.times--;
		const { reconnect, intervalMs } = this.refusal;
		if (reply) reply.advice = { reconnect, interval: intervalMs };
		return false;
	}
}

function asArray(body: Messages | Partial<ServerMessage>): Messages {
	return Array.isArray(body) ? body : [body];
}
