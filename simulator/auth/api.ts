import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sign } from 'jsonwebtoken';
import { OAuthEndpoints, type AuthorizeQuery, type Form } from './oauth';
import type { AuthClient } from './oauthModel';
import * as schemas from './schemas';
import { bearerToken, TokenStore, type AuthToken, type TokenLifetimes } from './tokens';
import {
	defaultUsers,
	newContactCenter,
	openIdUserInfo,
	userInfo,
	type AuthUser,
	type ContactCenter,
} from './users';
import { ApiError, type Access, type ApiFamily, type SimulatorContext } from '../core/api';

export interface AuthSettings extends TokenLifetimes {
	/** Whether the token call needs `x-api-key`. */
	requireApiKeyOnToken: boolean;
}

export interface AuthOptions {
	settings: AuthSettings;
	client: AuthClient;
	users?: AuthUser[];
	tenant: string;
	/** Signs the JWT of jwt-userinfo (HS256). */
	jwtSecret: string;
}

/** Everything here needs the key and a token, unless the route says otherwise. */
const SIGNED_IN = { config: { access: (): Access => ({ key: true, token: 'required' }) } };
/** A browser knows no key. */
const BROWSER: Access = { key: false, token: 'ignored' };

/** Authentication API, `/auth/v3`: OAuth 2.0 and what is known about the user of a token. */
export class AuthApi implements ApiFamily {
	readonly tokens: TokenStore;
	private users = new Map<string, AuthUser>();
	private readonly center: ContactCenter;
	private readonly oauth: OAuthEndpoints;
	private current: AuthSettings;

	constructor(
		context: SimulatorContext,
		private readonly options: AuthOptions,
	) {
		this.current = { ...options.settings };
		this.tokens = new TokenStore(context.random);
		this.center = newContactCenter(context, options.tenant);
		this.oauth = new OAuthEndpoints(
			{
				client: options.client,
				tokens: this.tokens,
				user: (userName) => this.users.get(userName),
				lifetimes: () => this.current,
			},
			options.tenant,
		);
		this.reset();
	}

	/** Nobody is signed in, and passwords are as at the start; settings stay. */
	reset(): void {
		const users = structuredClone(this.options.users ?? defaultUsers());
		this.users = new Map(users.map((user) => [user.userName, user]));
		this.tokens.clear();
	}

	settings(): AuthSettings {
		return { ...this.current };
	}

	/** Lifetimes count for tokens issued from now on. */
	set(changes: Partial<AuthSettings>): AuthSettings {
		this.current = { ...this.current, ...changes };
		return this.settings();
	}

	/** Everybody who can sign in, with the password of today. */
	listUsers(): AuthUser[] {
		return structuredClone([...this.users.values()]);
	}

	/** Every token handed out, with what became of it, oldest first. */
	listTokens(): AuthToken[] {
		return this.tokens.list();
	}

	/** A token without signing in. @throws ApiError 404 unknown user */
	issueToken(userName: string): AuthToken {
		if (!this.users.has(userName)) throw new ApiError(404, `There is no user ${userName}`);
		return { ...this.tokens.issue(userName, this.options.client.id, this.current) };
	}

	/** Access tokens expire at once, refresh tokens still work. @returns how many expired */
	expireTokens(whose: { userName?: string } = {}): number {
		return this.tokens.expire(ownedBy(whose));
	}

	/** Access and refresh tokens die at once: only signing in helps. @returns how many pairs died */
	revokeTokens(whose: { userName?: string } = {}): number {
		return this.tokens.revoke(ownedBy(whose));
	}

	routes(app: FastifyInstance): void {
		const open = { access: () => BROWSER, form: true };
		app.get<{ Querystring: AuthorizeQuery; Body: Form }>(
			'/auth/v3/oauth/authorize',
			{ config: { access: () => BROWSER }, schema: { querystring: schemas.authorizeQuery } },
			async (request, reply) => await this.oauth.show(request, reply),
		);
		app.post<{ Querystring: AuthorizeQuery; Body: Form }>(
			'/auth/v3/oauth/authorize',
			{ config: open, schema: { querystring: schemas.authorizeQuery } },
			async (request, reply) => await this.oauth.signIn(request, reply),
		);
		const access = (): Access => ({ key: this.current.requireApiKeyOnToken, token: 'ignored' });
		app.post<{ Body: Form }>(
			'/auth/v3/oauth/token',
			{ config: { access, form: true }, schema: { querystring: schemas.noQuery } },
			async (request, reply) => await this.oauth.token(request, reply),
		);
		this.userRoutes(app);
		this.signOutRoutes(app);
	}

	/** `status.code` is the HTTP status; the OAuth shapes are made where they are documented. */
	errorBody({ status, message, detail }: ApiError): unknown {
		return { status: { code: status, message, ...(detail ? { detail: { reason: detail } } : {}) } };
	}

	controlRoutes(app: FastifyInstance): void {
		app.get('/auth/settings', async () => this.settings());
		app.put<{ Body: Partial<AuthSettings> }>(
			'/auth/settings',
			{ schema: { body: schemas.settings } },
			async ({ body }) => this.set(body),
		);
		app.get('/auth/users', async () => this.listUsers());
		app.get('/auth/tokens', async () => this.listTokens());
		app.post<{ Body: { userName: string } }>(
			'/auth/tokens',
			{ schema: { body: schemas.newToken } },
			async ({ body }) => this.issueToken(body.userName),
		);
		app.post<{ Body?: { userName?: string } }>(
			'/auth/tokens/expire',
			{ schema: { body: schemas.whose } },
			async ({ body }) => ({ expired: this.expireTokens(body ?? {}) }),
		);
		app.post<{ Body?: { userName?: string } }>(
			'/auth/tokens/revoke',
			{ schema: { body: schemas.whose } },
			async ({ body }) => ({ revoked: this.revokeTokens(body ?? {}) }),
		);
	}

	private userRoutes(app: FastifyInstance): void {
		const signedIn = { ...SIGNED_IN, schema: { querystring: schemas.noQuery } };
		const claims = (request: FastifyRequest) =>
			openIdUserInfo(this.user(request), this.center, this.options.client.id);

		app.get('/auth/v3/userinfo', signedIn, async (request) =>
			userInfo(this.user(request), this.center),
		);
		app.get('/auth/v3/openid/userinfo', signedIn, async (request) => claims(request));
		app.get('/auth/v3/jwt-userinfo', signedIn, async (request, reply) => {
			const exp = Math.floor(Date.parse(request.token?.expiresAt ?? '') / 1_000);
			reply.header('x-gws-user', sign({ ...claims(request), exp }, this.options.jwtSecret));
			return success();
		});

		const access = (): Access => ({ key: true, token: 'ignored' });
		app.get(
			'/auth/v3/ping',
			{ config: { access }, schema: { querystring: schemas.noQuery } },
			async ({ headers }) => {
				if (this.tokens.find(bearerToken(headers.authorization) ?? '')) return success();
				throw new ApiError(403, 'Prohibited', 'The access token is missing, expired or invalid.');
			},
		);

		app.post<{ Body: { data: { oldPassword: string; newPassword: string; userName?: string } } }>(
			'/auth/v3/change-password',
			{ ...signedIn, schema: { ...signedIn.schema, body: schemas.changePasswordBody } },
			async (request) => {
				const { oldPassword, newPassword, userName } = request.body.data;
				const user = this.user(request);
				if (user.password !== oldPassword || (userName ?? user.userName) !== user.userName) {
					throw new ApiError(403, 'Unable to update password');
				}
				user.password = newPassword;
				return success();
			},
		);
	}

	private signOutRoutes(app: FastifyInstance): void {
		type Query = { global?: 'true' | 'false'; redirectUri?: string };
		const signOut = async (
			{ token, query }: FastifyRequest<{ Querystring: Query }>,
			reply: FastifyReply,
		) => {
			const all = query.global === 'true';
			this.tokens.revoke(({ userName, accessToken }) =>
				all ? userName === token?.userName : accessToken === token?.accessToken,
			);
			return query.redirectUri ? await reply.redirect(query.redirectUri, 302) : success();
		};
		const path = '/auth/v3/sign-out';
		const get = { ...SIGNED_IN, schema: { querystring: schemas.signOutGetQuery } };
		const post = { ...SIGNED_IN, schema: { querystring: schemas.signOutPostQuery } };
		app.get<{ Querystring: Query }>(path, get, signOut);
		app.post<{ Querystring: Query }>(path, post, signOut);
	}

	private user({ token }: FastifyRequest): AuthUser {
		const user = this.users.get(token?.userName ?? '');
		if (!user) throw new ApiError(401, 'Unauthorized');
		return user;
	}
}

function ownedBy({ userName }: { userName?: string }) {
	return (token: AuthToken) => userName === undefined || token.userName === userName;
}

function success() {
	return { status: { code: 0, message: 'OK' } };
}
