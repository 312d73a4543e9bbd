import type OAuth2Server from '@node-oauth/oauth2-server';
import type { OAuthClient, StoredToken, TokenLifetimes } from './model';
import type { TokenStore } from './tokens';

/** What a login knows, and whom it lets do what. */
export interface LoginParts<C extends OAuthClient = OAuthClient> {
	tokens: TokenStore;
	client(id: string): C | undefined;
	/** Grant types of the client. */
	grants(client: C): string[];
	/** A code that was asked for with PKCE is exchanged without the secret of the client. */
	secretless: boolean;
	/** The scopes that a client gets when it asks for these (none: those it has anyway); undefined: refused. */
	scopes(asked: string[] | undefined, client: C): string[] | undefined;
	/** The name that tokens are kept under of who signs in so; undefined: nobody does. */
	user(userName: string, password: string): string | undefined;
	lifetimes(): TokenLifetimes;
}

type Model = OAuth2Server.AuthorizationCodeModel &
	OAuth2Server.PasswordModel &
	OAuth2Server.ClientCredentialsModel &
	OAuth2Server.RefreshTokenModel;

const N8N_CALLBACK =
	/^http:\/\/(127\.0\.0\.1|localhost)(:\d{1,5})?\/rest\/oauth2-credential\/callback$/;

/** Whether the client may be sent back to this URI. */
export function isAllowedRedirect(uri: string, { redirectUris }: OAuthClient): boolean {
	return N8N_CALLBACK.test(uri) || redirectUris.includes(uri);
}

/** Where @node-oauth/oauth2-server keeps clients, users, codes and tokens. */
export function libraryModel<C extends OAuthClient>(parts: LoginParts<C>): Model {
	const { tokens } = parts;
	const libraryClient = (client: C): OAuth2Server.Client => ({
		id: client.id,
		grants: parts.grants(client),
		// Not looked at, but the library wants one: validateRedirectUri decides.
		redirectUris: ['http://127.0.0.1/rest/oauth2-credential/callback'],
	});
	const clientOf = ({ clientId }: { clientId: string }): OAuth2Server.Client => {
		const client = parts.client(clientId);
		return client ? libraryClient(client) : { id: clientId, grants: [] };
	};
	const libraryToken = (token: StoredToken): OAuth2Server.Token & OAuth2Server.RefreshToken => ({
		accessToken: token.accessToken,
		accessTokenExpiresAt: new Date(token.expiresAt),
		refreshToken: token.refreshToken as string,
		refreshTokenExpiresAt: token.refreshExpiresAt ? new Date(token.refreshExpiresAt) : undefined,
		scope: token.scopes,
		client: clientOf(token),
		user: { userName: token.userName },
	});

	return {
		// The secret is null in the authorize call, which a browser makes, and undefined when PKCE stands for it.
		getClient: async (id, secret: string | null | undefined) => {
			const client = parts.client(id);
			const proven =
				secret === null || (secret === undefined ? parts.secretless : secret === client?.secret);
			return client && proven && libraryClient(client);
		},
		validateRedirectUri: async (uri, { id }) => {
			const client = parts.client(id);
			return client !== undefined && isAllowedRedirect(uri, client);
		},
		validateScope: async (_user, { id }, scope) => {
			const client = parts.client(id);
			return client && parts.scopes(scope, client);
		},
		getUser: async (userName, password) => {
			const found = parts.user(userName, password);
			return found !== undefined && { userName: found };
		},
		getUserFromClient: async () => ({}),
		saveToken: async ({ scope = [], authorizationCode }, { id }, { userName }) =>
			libraryToken(
				tokens.issue(
					{ ...(userName === undefined ? {} : { userName }), clientId: id, scopes: scope },
					parts.lifetimes(),
					authorizationCode as string | undefined,
				),
			),
		getAccessToken: async (accessToken) => {
			const token = tokens.find(accessToken);
			return token && libraryToken(token);
		},
		getRefreshToken: async (refreshToken) => {
			const token = tokens.findRefresh(refreshToken);
			return token && libraryToken(token);
		},
		revokeToken: async ({ refreshToken }) => {
			const token = tokens.findRefresh(refreshToken);
			if (token) tokens.use(token);
			return token !== undefined;
		},
		saveAuthorizationCode: async (code, client, { userName }) => {
			const { redirectUri, expiresAt, scope = [], codeChallenge, codeChallengeMethod } = code;
			const added = tokens.addCode({
				userName,
				clientId: client.id,
				scopes: scope,
				redirectUri,
				expiresAt,
				codeChallenge,
				codeChallengeMethod,
			});
			return { ...code, authorizationCode: added.code, client, user: { userName } };
		},
		getAuthorizationCode: async (code) => {
			const found = tokens.findCode(code);
			return (
				found && {
					...found,
					authorizationCode: code,
					scope: found.scopes,
					client: clientOf(found),
					user: { userName: found.userName },
				}
			);
		},
		revokeAuthorizationCode: async ({ authorizationCode }) => tokens.useCode(authorizationCode),
	};
}
