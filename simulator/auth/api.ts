import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sign } from 'jsonwebtoken';
import { all, bearerToken, open, sentToken } from '../core/access';
import type { AccessCheck, Credential, Credentials, People } from '../core/access';
import type { SimulatedApi, SimulatorContext } from '../core/api';
import { ApiError, statusWithReason } from '../core/errors';
import { noQuery } from '../core/jsonSchema';
import { OAuthEndpoints } from '../core/oauth/endpoints';
import type { AuthorizeQuery, Form, OAuthClient } from '../core/oauth/model';
import { authorizeQuery } from '../core/oauth/schemas';
import { TokenStore } from '../core/oauth/tokens';
import type { AuthSettings, AuthToken, AuthUser } from './model';
import { authWords } from './oauth';
import { authConfig, type AuthConfig, type AuthOptions } from './options';
import * as schemas from './schemas';
import { canSignIn, newContactCenter, openIdUserInfo, userInfo, type ContactCenter } from './users';

const EVERYTHING = ['*'];

/** Authentication API, `/auth/v3`: OAuth 2.0 and what is known about the user of a token. */
export class AuthApi implements SimulatedApi {
	/** The key and a token, unless the route says otherwise. */
	readonly access: AccessCheck;
	/** A token that this API handed out. */
	readonly token: Credential;
	/** Its users, as another API may ask for them. */
	readonly people: People = {
		byPassword: (userName, password) =>
			canSignIn(this.users.get(userName), password) ? userName : undefined,
		byToken: (accessToken) => this.tokens.find(accessToken)?.userName,
		names: () => [...this.users.keys()],
	};
	private readonly config: AuthConfig;
	private readonly tokens: TokenStore<AuthToken>;
	private readonly center: ContactCenter;
	private readonly oauth: OAuthEndpoints;
	private users = new Map<string, AuthUser>();
	private current: AuthSettings;

	constructor(
		context: SimulatorContext,
		private readonly key: Credentials['key'],
		options?: AuthOptions,
	) {
		this.config = authConfig(options);
		this.current = this.config.settings;
		this.tokens = new TokenStore(context.random, 'auth');
		this.token = bearerToken(this.tokens);
		this.access = all(key.required, this.token.required);
		this.center = newContactCenter(context, this.config.tenant);
		this.oauth = new OAuthEndpoints(
			{
				tokens: this.tokens,
				client: (id) => (id === this.client.id ? this.client : undefined),
				grants: () => ['authorization_code', 'refresh_token', 'password'],
				secretless: false,
				scopes: (asked = EVERYTHING) =>
					asked.every((one) => one === '*') ? EVERYTHING : undefined,
				user: (...signIn) => this.people.byPassword(...signIn),
				lifetimes: () => this.current,
			},
			authWords(this.config.tenant, () => this.current.tokenLifetimeSeconds),
		);
		this.reset();
	}

	/** The only client. */
	get client(): OAuthClient {
		return this.config.client;
	}

	/** Nobody is signed in, and passwords are as at the start; settings stay. */
	reset(): void {
		const users = structuredClone(this.config.users);
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

	/** Everybody who can sign in, with their present password. */
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
		const owner = { userName, clientId: this.client.id, scopes: EVERYTHING };
		return { ...this.tokens.issue(owner, this.current) };
	}

	/** Nobody signs in with these passwords any more; tokens stay valid. @returns how many */
	expirePasswords({ userName }: { userName?: string } = {}): number {
		const users = [...this.users.values()].filter(
			(user) => userName === undefined || user.userName === userName,
		);
		users.forEach((user) => (user.passwordExpired = true));
		return users.length;
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
		// A browser knows no key.
		app.get<{ Querystring: AuthorizeQuery; Body: Form }>(
			'/auth/v3/oauth/authorize',
			{ config: { access: open }, schema: { querystring: authorizeQuery } },
			async (request, reply) => await this.oauth.show(request, reply),
		);
		app.post<{ Querystring: AuthorizeQuery; Body: Form }>(
			'/auth/v3/oauth/authorize',
			{ config: { access: open, form: true }, schema: { querystring: authorizeQuery } },
			async (request, reply) => await this.oauth.signIn(request, reply),
		);
		const access: AccessCheck = (...call) =>
			(this.current.requireApiKeyOnToken ? this.key.required : open)(...call);
		app.post<{ Body: Form }>(
			'/auth/v3/oauth/token',
			{ config: { access, form: true }, schema: { querystring: noQuery } },
			async (request, reply) => await this.oauth.token(request, reply),
		);
		this.userRoutes(app);
		this.signOutRoutes(app);
	}

	/** `status.code` is the HTTP status; the OAuth shapes are made where they are documented. */
	errorBody(error: ApiError): unknown {
		return statusWithReason(error);
	}

	private userRoutes(app: FastifyInstance): void {
		const schema = { querystring: noQuery };
		const claims = (request: FastifyRequest) =>
			openIdUserInfo(this.user(request), this.center, this.client.id);

		app.get('/auth/v3/userinfo', { schema }, async (request) =>
			userInfo(this.user(request), this.center),
		);
		app.get('/auth/v3/openid/userinfo', { schema }, async (request) => claims(request));
		app.get('/auth/v3/jwt-userinfo', { schema }, async (request, reply) => {
			const exp = Math.floor(Date.parse(this.tokenOf(request)?.expiresAt ?? '') / 1_000);
			reply.header('x-gws-user', sign({ ...claims(request), exp }, this.config.jwtSecret));
			return success();
		});

		app.get('/auth/v3/ping', { config: { access: this.key.required }, schema }, async (request) => {
			if (this.tokenOf(request)) return success();
			throw new ApiError(403, 'Prohibited', 'The access token is missing, expired or invalid.');
		});

		app.post<{ Body: { data: { oldPassword: string; newPassword: string; userName?: string } } }>(
			'/auth/v3/change-password',
			{
				config: { access: all(this.key.required, this.token.optional) },
				schema: { ...schema, body: schemas.changePasswordBody },
			},
			async (request) => {
				const { oldPassword, newPassword, userName } = request.body.data;
				// A token is of one user, who changes no other's password; without one, the name says whose it is.
				const signedIn = this.tokenOf(request)?.userName;
				const user = this.users.get(signedIn ?? userName ?? '');
				if (user?.password !== oldPassword || (userName ?? signedIn) !== user.userName) {
					throw new ApiError(403, 'Unable to update password');
				}
				user.password = newPassword;
				user.passwordExpired = false;
				return success();
			},
		);
	}

	private signOutRoutes(app: FastifyInstance): void {
		type Query = { global?: 'true' | 'false'; redirectUri?: string };
		type SignOut = FastifyRequest<{ Querystring: Query }>;
		const signOut = async (request: SignOut, reply: FastifyReply) => {
			const token = this.tokenOf(request);
			const { global, redirectUri } = request.query;
			this.tokens.revoke(({ userName, accessToken }) =>
				global === 'true' ? userName === token?.userName : accessToken === token?.accessToken,
			);
			return redirectUri ? await reply.redirect(redirectUri, 302) : success();
		};
		const path = '/auth/v3/sign-out';
		const get = { schema: { querystring: schemas.signOutGetQuery } };
		const post = { schema: { querystring: schemas.signOutPostQuery } };
		app.get<{ Querystring: Query }>(path, get, signOut);
		app.post<{ Querystring: Query }>(path, post, signOut);
	}

	/** The valid token that came with the request. */
	private tokenOf({ headers }: FastifyRequest): AuthToken | undefined {
		return this.tokens.find(sentToken(headers.authorization) ?? '');
	}

	private user(request: FastifyRequest): AuthUser {
		const user = this.users.get(this.tokenOf(request)?.userName ?? '');
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
