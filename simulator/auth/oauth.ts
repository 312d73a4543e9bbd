import OAuth2Server from '@node-oauth/oauth2-server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { signInForm } from './form';
import { isAllowedRedirect, oauthModel, type ModelParts } from './oauthModel';
import { canSignIn } from './users';
import { ApiError } from '../core/errors';

export interface AuthorizeQuery {
	client_id: string;
	redirect_uri: string;
	response_type: string;
	scope?: string;
	state?: string;
	hideTenant?: 'true' | 'false';
}

/** What the sign-in form posts, and what the token call sends. */
export type Form = Record<string, string>;

type AuthorizeRequest = FastifyRequest<{ Querystring: AuthorizeQuery; Body: Form }>;

/** OAuth 2.0 by @node-oauth/oauth2-server, in the words of the Authentication API. */
export class OAuthEndpoints {
	private readonly server: OAuth2Server;

	constructor(
		private readonly parts: ModelParts,
		private readonly tenant: string,
	) {
		this.server = new OAuth2Server({ model: oauthModel(parts) });
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
		const user = this.parts.user(username);
		const knowsTenant = !tenant || tenant.toLowerCase() === this.tenant.toLowerCase();
		if (!canSignIn(user, password) || !knowsTenant) {
			reply.code(401);
			return this.form(request, reply, 'The user name, the password or the tenant is wrong.');
		}
		const response = new OAuth2Server.Response();
		await this.server.authorize(libraryRequest(request, {}), response, {
			allowEmptyState: true,
			authenticateHandler: { handle: () => ({ userName: username }) },
		});
		return reply
			.code(302)
			.headers(response.headers ?? {})
			.send();
	}

	/** POST token. */
	async token(request: FastifyRequest<{ Body: Form }>, reply: FastifyReply) {
		const lifetimes = this.parts.lifetimes();
		const response = new OAuth2Server.Response();
		reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache' });
		try {
			const token = await this.server.token(libraryRequest(request, request.body), response);
			return await reply.send({
				access_token: token.accessToken,
				expires_in: lifetimes.tokenLifetimeSeconds,
				refresh_token: token.refreshToken,
				scope: '*',
				token_type: 'bearer',
			});
		} catch (error) {
			if (!(error instanceof OAuth2Server.OAuthError) || error.code >= 500) throw error;
			if (error instanceof OAuth2Server.InvalidClientError) {
				reply.code(401).header('www-authenticate', 'Basic realm="Authentication API"');
				return await reply.send({ error: 'Unauthorized', error_description: BAD_CREDENTIALS });
			}
			const badUser = request.body.grant_type === 'password' && error.name === 'invalid_grant';
			const error_description = badUser ? BAD_CREDENTIALS : error.message;
			return await reply.code(400).send({ error: error.name, error_description });
		}
	}

	/**
	 * Nothing is sent to a redirect URI that is not known; other mistakes are reported to the client there.
	 * @throws ApiError 401 unknown client or redirect URI
	 */
	private refuse(query: AuthorizeQuery, reply: FastifyReply): FastifyReply | undefined {
		if (query.client_id !== this.parts.client.id) {
			throw new ApiError(401, 'Unauthorized', 'There is no such client.');
		}
		if (!isAllowedRedirect(query.redirect_uri, this.parts.client)) {
			throw new ApiError(401, 'Unauthorized', 'The redirect URI is not allowed for the client.');
		}
		let error: string | undefined;
		if (query.response_type !== 'code') error = 'unsupported_response_type';
		else if (query.scope && query.scope !== '*') error = 'invalid_scope';
		if (!error) return undefined;
		const target = new URL(query.redirect_uri);
		target.searchParams.set('error', error);
		if (query.state !== undefined) target.searchParams.set('state', query.state);
		return reply.redirect(target.href, 302);
	}

	private form(request: AuthorizeRequest, reply: FastifyReply, error?: string) {
		const html = signInForm({
			query: request.url.slice(request.url.indexOf('?')),
			showTenant: request.query.hideTenant !== 'true',
			clientId: request.query.client_id,
			userName: request.body?.username,
			error,
		});
		return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html);
	}
}

const BAD_CREDENTIALS = 'Bad credentials';

function libraryRequest({ headers, method, query }: FastifyRequest, body: Form) {
	return new OAuth2Server.Request({
		headers: headers as Record<string, string>,
		method,
		query: query as Record<string, string>,
		body,
	});
}
