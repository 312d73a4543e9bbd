import type { Faker } from '@faker-js/faker';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sentPassword, sentToken, type Credential, type People } from '../core/access';
import { ApiError } from '../core/errors';
import type { WebServicesSettings } from './model';

declare module 'fastify' {
	interface FastifyRequest {
		/** User name of the agent whose inbox is meant. */
		agentName?: string;
	}
}

const COOKIE = 'JSESSIONID';
const TOKEN_HEADER = 'X-CSRF-TOKEN';

/** Who is an agent, and whether a change was meant by the agent: Basic or a token, and the CSRF token of the session. */
export class AgentAccess {
	/** By the value of the session cookie. */
	private sessions = new Map<string, { agent: string; token: string }>();
	private ids: Faker;

	/** @param cookiePath what the session cookie is for */
	constructor(
		private readonly newIds: () => Faker,
		private readonly people: People,
		private readonly key: Credential,
		private readonly settings: () => WebServicesSettings,
		private readonly cookiePath: string,
	) {
		this.ids = newIds();
	}

	reset(): void {
		this.sessions.clear();
		this.ids = this.newIds();
	}

	/** No CSRF token is valid any more; the next GET gives another one. @returns how many there were */
	expire(agent?: string): number {
		const ended = [...this.sessions].filter(
			([, session]) => agent === undefined || session.agent === agent,
		);
		for (const [id] of ended) this.sessions.delete(id);
		return ended.length;
	}

	/** @throws ApiError 401 nobody known, 403 a change without the token */
	check(request: FastifyRequest, reply: FastifyReply): void {
		this.identify(request, reply);
		if (!this.settings().csrf) return;
		if (request.method === 'GET') this.giveToken(request, reply);
		else this.checkToken(request);
	}

	/** The same for CometD, which sends nothing but POST. */
	checkNotifications(request: FastifyRequest, reply: FastifyReply): void {
		this.identify(request, reply);
		const { csrf, csrfOnNotifications } = this.settings();
		if (csrf && csrfOnNotifications) this.checkToken(request);
	}

	private identify(request: FastifyRequest, reply: FastifyReply): void {
		(this.settings().requireApiKey ? this.key.required : this.key.optional)(request, reply);
		const { authorization } = request.headers;
		const basic = sentPassword(authorization);
		const agent = basic
			? this.people.byPassword(basic.userName, basic.password)
			: this.people.byToken(sentToken(authorization) ?? '');
		if (agent === undefined) {
			reply.header('www-authenticate', 'Basic realm="Web Services"');
			const reason = basic
				? 'The user name or the password is wrong.'
				: 'User name and password or a valid access token are needed.';
			throw new ApiError(401, 'Unauthorized', reason);
		}
		request.agentName = agent;
	}

	private giveToken(request: FastifyRequest, reply: FastifyReply): void {
		const agent = request.agentName as string;
		let session = this.sessionOf(request);
		if (!session) {
			session = { agent, token: this.ids.string.uuid() };
			const id = this.ids.string.alphanumeric({ length: 32, casing: 'upper' });
			this.sessions.set(id, session);
			reply.header('set-cookie', `${COOKIE}=${id}; Path=${this.cookiePath}; HttpOnly`);
		}
		reply.header('X-CSRF-HEADER', TOKEN_HEADER).header(TOKEN_HEADER, session.token);
	}

	private checkToken(request: FastifyRequest): void {
		const session = this.sessionOf(request);
		const sent = request.headers[TOKEN_HEADER.toLowerCase()];
		if (session && session.token === sent) return;
		const reason = session
			? `${TOKEN_HEADER} is missing or wrong.`
			: `The session cookie ${COOKIE} is missing, or the session has ended.`;
		throw new ApiError(403, 'Missing or invalid Csrf token', reason);
	}

	private sessionOf({ headers, agentName }: FastifyRequest) {
		const [, id] = new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]+)`).exec(headers.cookie ?? '') ?? [];
		const session = this.sessions.get(id ?? '');
		return session?.agent === agentName ? session : undefined;
	}
}
