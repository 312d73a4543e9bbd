import type { FastifyInstance } from 'fastify';
import { open, type AccessCheck } from '../../core/access';
import type { SimulatedApi, SimulatorContext } from '../../core/api';
import { ApiError } from '../../core/errors';
import { noQuery } from '../../core/jsonSchema';
import { OAuthEndpoints } from '../../core/oauth/endpoints';
import type { AuthorizeQuery, Form, StoredToken, TokenLifetimes } from '../../core/oauth/model';
import { authorizeQuery } from '../../core/oauth/schemas';
import {
	cloudLoginConfig,
	type CloudClient,
	type CloudLoginConfig,
	type CloudLoginOptions,
} from './options';
import { CloudTokens, type CloudToken } from './tokens';
import type { CloudUser } from './users';
import { cloudWords, refused } from './words';

const GRANTS = {
	CLIENT_CREDENTIALS: ['client_credentials'],
	CODE: ['authorization_code', 'refresh_token'],
};

/** Whom a token is wanted for; without scopes it may do all that the client may. */
export type WantedToken = { scopes?: string[] } & (
	{ userId: string; clientId?: string } | { clientId: string }
);

/** Whose tokens are meant; everybody's when nobody is named. */
export interface CloudOwner {
	userId?: string;
	clientId?: string;
}

/** The login of Genesys Cloud, `/oauth`: its own clients, users and tokens. */
export class CloudLogin implements SimulatedApi {
	/** A browser and a client that has no token yet. */
	readonly access: AccessCheck = open;
	readonly tokens: CloudTokens;
	private readonly config: CloudLoginConfig;
	private readonly oauth: OAuthEndpoints<CloudClient>;
	private current: TokenLifetimes;

	constructor(context: SimulatorContext, options?: CloudLoginOptions) {
		this.config = cloudLoginConfig(options);
		this.current = this.config.settings;
		this.tokens = new CloudTokens(context.random, () => this.current);
		this.oauth = new OAuthEndpoints(
			{
				tokens: this.tokens.store,
				client: (id) => this.client(id),
				grants: ({ grant }) => GRANTS[grant],
				secretless: true,
				scopes: grantedScopes,
				user: (email, password) => this.user(email, password)?.id,
				lifetimes: () => this.current,
			},
			cloudWords(
				(id) => this.client(id) !== undefined,
				() => this.current.tokenLifetimeSeconds,
			),
		);
	}

	/** Nobody is signed in; settings stay. */
	reset(): void {
		this.tokens.clear();
	}

	settings(): TokenLifetimes {
		return { ...this.current };
	}

	/** Lifetimes count for tokens issued from now on. */
	set(changes: Partial<TokenLifetimes>): TokenLifetimes {
		this.current = { ...this.current, ...changes };
		return this.settings();
	}

	/** Everybody who can sign in. */
	listUsers(): CloudUser[] {
		return structuredClone(this.config.users);
	}

	/** The OAuth clients, with their secrets. */
	listClients(): CloudClient[] {
		return structuredClone(this.config.clients);
	}

	/** Every token handed out, with what became of it, oldest first. */
	listTokens(): CloudToken[] {
		return this.tokens.list();
	}

	/** A token without signing in. @throws ApiError 404 unknown user or client */
	issueToken(wanted: WantedToken): CloudToken {
		const userId = 'userId' in wanted ? wanted.userId : undefined;
		if (userId !== undefined && !this.config.users.some(({ id }) => id === userId)) {
			throw new ApiError(404, `There is no user ${userId}`);
		}
		const client =
			wanted.clientId === undefined
				? this.config.clients.find(({ grant }) => grant === 'CODE')
				: this.client(wanted.clientId);
		if (!client)
			throw new ApiError(404, `There is no client ${wanted.clientId ?? 'to sign in to'}`);
		const owner = { clientId: client.id, scopes: wanted.scopes ?? client.scopes };
		return this.tokens.issue(
			userId === undefined ? { kind: 'client', ...owner } : { kind: 'user', userId, ...owner },
		);
	}

	/** Access tokens expire at once, refresh tokens still work. @returns how many expired */
	expireTokens(whose: CloudOwner = {}): number {
		return this.tokens.store.expire(ownedBy(whose));
	}

	/** Access and refresh tokens die at once: only signing in helps. @returns how many died */
	revokeTokens(whose: CloudOwner = {}): number {
		return this.tokens.store.revoke(ownedBy(whose));
	}

	routes(app: FastifyInstance): void {
		const schema = { querystring: authorizeQuery };
		app.get<{ Querystring: AuthorizeQuery; Body: Form }>(
			'/oauth/authorize',
			{ schema },
			async (request, reply) => await this.oauth.show(request, reply),
		);
		app.post<{ Querystring: AuthorizeQuery; Body: Form }>(
			'/oauth/authorize',
			{ config: { form: true }, schema },
			async (request, reply) => await this.oauth.signIn(request, reply),
		);
		app.post<{ Body: Form }>(
			'/oauth/token',
			{ config: { form: true }, schema: { querystring: noQuery } },
			async (request, reply) => await this.oauth.token(request, reply),
		);
	}

	errorBody({ message, detail }: ApiError): unknown {
		const isCode = /^[a-z_]+$/.test(message);
		return isCode ? refused(message, detail) : refused('invalid_request', detail || message);
	}

	private client(id: string | undefined): CloudClient | undefined {
		return this.config.clients.find((client) => client.id === id);
	}

	private user(email: string, password: string): CloudUser | undefined {
		return this.config.users.find(
			(user) => user.email === email.toLowerCase() && user.password === password,
		);
	}
}

/** Those asked for, when the client may have them; those of the client, when it asks for none. */
function grantedScopes(asked: string[] | undefined, { scopes }: CloudClient): string[] | undefined {
	if (asked === undefined) return scopes;
	return scopes.includes('*') || asked.every((one) => scopes.includes(one)) ? asked : undefined;
}

function ownedBy({ userId, clientId }: CloudOwner) {
	return (token: StoredToken) =>
		(userId === undefined || token.userName === userId) &&
		(clientId === undefined || token.clientId === clientId);
}
