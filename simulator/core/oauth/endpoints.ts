import OAuth2Server from '@node-oauth/oauth2-server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { basicCredentials } from './credentials';
import { signInForm } from './form';
import { isAllowedRedirect, libraryModel, type LoginParts } from './libraryModel';
import type { AuthorizeQuery, Form, OAuthClient } from './model';
import type { ApiError } from '../errors';

type AuthorizeRequest = FastifyRequest<{ Querystring: AuthorizeQuery; Body: Form }>;

/** A refusal of the token call; with 401 comes `WWW-Authenticate`. */
export interface TokenError {
	status: 400 | 401;
	body: Record<string, unknown>;
}

/** What a login says its own way. */
export interface LoginWords {
	/** What a user name is called. */
	userNameLabel: string;
	/** The tenant that the form asks for as well; undefined: it does not ask. */
	tenant?: string;
	/** The form again, when somebody is not let in. */
	wrongSignIn: string;
	/** Nobody is sent back to a client that is unknown, or where it does not belong. */
	refusal(what: 'client' | 'redirect'): ApiError;
	/** An error of the authorize call that is told to the client. */
	wrongQuery?(query: AuthorizeQuery): string | undefined;
	tokenAnswer(token: OAuth2Server.Token): Record<string, unknown>;
	/** @param clientId as the token call names it, if it does */
	tokenError(error: OAuth2Server.OAuthError, form: Form, clientId?: string): TokenError;
	realm: string;
}

/** OAuth 2.0 by @node-oauth/oauth2-server, in the words of a login. */
export class OAuthEndpoints<C extends OAuthClient = OAuthClient> {
	private readonly server: OAuth2Server;

	constructor(
		private readonly parts: LoginParts<C>,
		private readonly words: LoginWords,
	) {
		this.server = new OAuth2Server({ model: libraryModel(parts) });
	}

	/** GET authorize: the form, or a redirect back to the client when it asks for something that does not exist. */
	show(request: AuthorizeRequest, reply: FastifyReply) {
		const refused = this.refuse(request.query, reply);
		return refused ?? this.form(request, reply);
	}

	/** POST of the form: 302 with code and state, or the form again. */
	async signIn(request: AuthorizeRequest, reply: FastifyReply) {
		const refused = this.refuse(request.query, reply);
		if (refused) return refused;
		const { username = '', password = '', tenant = '' } = request.body;
		const userName = this.parts.user(username, password);
		const knowsTenant = !tenant || tenant.toLowerCase() === this.words.tenant?.toLowerCase();
		if (userName === undefined || !knowsTenant) {
			reply.code(401);
			return this.form(request, reply, this.words.wrongSignIn);
		}
		const response = new OAuth2Server.Response();
		await this.server.authorize(libraryRequest(request, {}), response, {
			allowEmptyState: true,
			authenticateHandler: { handle: () => ({ userName }) },
		});
		return reply
			.code(302)
			.headers(response.headers ?? {})
			.send();
	}

	/** POST token. */
	async token(request: FastifyRequest<{ Body: Form }>, reply: FastifyReply) {
		reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache' });
		try {
			const sent = this.withPlainCredentials(request);
			const token = await this.server.token(sent, new OAuth2Server.Response());
			return await reply.send(this.words.tokenAnswer(token));
		} catch (error) {
			if (!(error instanceof OAuth2Server.OAuthError) || error.code >= 500) throw error;
			const clientId = this.sentClientId(request);
			const { status, body } = this.words.tokenError(error, request.body, clientId);
			if (status === 401) reply.header('www-authenticate', `Basic realm="${this.words.realm}"`);
			return await reply.code(status).send(body);
		}
	}

	/**
	 * Nothing is sent to a redirect URI that is not known; other mistakes are reported to the client there.
	 * @throws ApiError unknown client or redirect URI
	 */
	private refuse(query: AuthorizeQuery, reply: FastifyReply): FastifyReply | undefined {
		const client = this.parts.client(query.client_id);
		if (!client) throw this.words.refusal('client');
		if (!isAllowedRedirect(query.redirect_uri, client)) throw this.words.refusal('redirect');
		const error = this.mistake(query, client);
		if (!error) return undefined;
		const target = new URL(query.redirect_uri);
		target.searchParams.set('error', error);
		if (query.state !== undefined) target.searchParams.set('state', query.state);
		return reply.redirect(target.href, 302);
	}

	private mistake(query: AuthorizeQuery, client: C): string | undefined {
		if (query.response_type !== 'code') return 'unsupported_response_type';
		if (!this.parts.grants(client).includes('authorization_code')) return 'unauthorized_client';
		const asked = query.scope ? query.scope.split(' ') : undefined;
		if (!this.parts.scopes(asked, client)) return 'invalid_scope';
		return this.words.wrongQuery?.(query);
	}

	private form(request: AuthorizeRequest, reply: FastifyReply, error?: string) {
		const html = signInForm({
			action: request.url,
			showTenant: this.words.tenant !== undefined && request.query.hideTenant !== 'true',
			userNameLabel: this.words.userNameLabel,
			clientId: request.query.client_id,
			userName: request.body?.username,
			error,
		});
		return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html);
	}

	/** The library reads Basic only as it is sent: what a client encoded is sent to it decoded. */
	private withPlainCredentials(request: FastifyRequest<{ Body: Form }>): OAuth2Server.Request {
		const known = basicCredentials(request.headers.authorization).find(
			({ id, secret }) => this.parts.client(id)?.secret === secret,
		);
		if (!known) return libraryRequest(request, request.body);
		const { method, query } = request;
		const headers = { ...request.headers, authorization: undefined };
		const body = { ...request.body, client_id: known.id, client_secret: known.secret };
		return libraryRequest({ headers, method, query }, body);
	}

	/** The ID that the client gives itself; of the readings of Basic, one that is known. */
	private sentClientId({ headers, body }: FastifyRequest<{ Body: Form }>): string | undefined {
		const ids = basicCredentials(headers.authorization).map(({ id }) => id);
		return ids.find((id) => this.parts.client(id)) ?? ids[0] ?? body.client_id;
	}
}

function libraryRequest(
	{ headers, method, query }: Pick<FastifyRequest, 'headers' | 'method' | 'query'>,
	body: Form,
) {
	return new OAuth2Server.Request({
		headers: headers as Record<string, string>,
		method,
		query: withValues(query as Record<string, string>),
		body: withValues(body),
	});
}

/** A parameter without a value counts as left out (RFC 6749, sections 3.1 and 3.2); the library refuses an empty `scope`. */
const withValues = <T extends object>(parameters: T) =>
	Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== '')) as T;
