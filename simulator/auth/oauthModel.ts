import type OAuth2Server from '@node-oauth/oauth2-server';
import type { AuthClient, AuthToken, AuthUser, TokenLifetimes } from './model';
import type { TokenStore } from './tokens';
import { canSignIn } from './users';

/** What the model needs of the Authentication API. */
export interface ModelParts {
	client: AuthClient;
	tokens: TokenStore;
	user: (userName: string) => AuthUser | undefined;
	lifetimes: () => TokenLifetimes;
}

type Model = OAuth2Server.AuthorizationCodeModel &
	OAuth2Server.PasswordModel &
	OAuth2Server.RefreshTokenModel;

const SCOPE = ['*'];
const N8N_CALLBACK =
	/^http:\/\/(127\.0\.0\.1|localhost)(:\d{1,5})?\/rest\/oauth2-credential\/callback$/;

/** Whether the client may be sent back to this URI. */
export function isAllowedRedirect(uri: string, { redirectUris }: AuthClient): boolean {
	return N8N_CALLBACK.test(uri) || redirectUris.includes(uri);
}

/** Where @node-oauth/oauth2-server keeps clients, users, codes and tokens. */
export function oauthModel({ client, tokens, user, lifetimes }: ModelParts): Model {
	const oauthClient: OAuth2Server.Client = {
		id: client.id,
		grants: ['authorization_code', 'refresh_token', 'password'],
		// Not looked at, but the library wants one: validateRedirectUri decides.
		redirectUris: ['http://127.0.0.1/rest/oauth2-credential/callback'],
	};
	const asLibraryToken = (token: AuthToken): OAuth2Server.Token & OAuth2Server.RefreshToken => ({
		accessToken: token.accessToken,
		accessTokenExpiresAt: new Date(token.expiresAt),
		refreshToken: token.refreshToken,
		refreshTokenExpiresAt: new Date(token.refreshExpiresAt),
		scope: SCOPE,
		client: oauthClient,
		user: { userName: token.userName },
	});

	return {
		// The secret is null in the authorize call, which a browser makes.
		getClient: async (id, secret: string | null) =>
			id === client.id && (secret === null || secret === client.secret) && oauthClient,
		validateRedirectUri: async (uri) => isAllowedRedirect(uri, client),
		validateScope: async (_user, _client, scope) =>
			(scope === undefined || scope.every((one) => one === '*')) && SCOPE,
		getUser: async (userName, password) => canSignIn(user(userName), password) && { userName },
		saveToken: async ({ authorizationCode }, _client, { userName }) =>
			asLibraryToken(
				tokens.issue(userName, client.id, lifetimes(), authorizationCode as string | undefined),
			),
		getAccessToken: async (accessToken) => {
			const token = tokens.find(accessToken);
			return token && asLibraryToken(token);
		},
		getRefreshToken: async (refreshToken) => {
			const token = tokens.findRefresh(refreshToken);
			return token && asLibraryToken(token);
		},
		revokeToken: async ({ refreshToken }) => {
			const token = tokens.findRefresh(refreshToken);
			if (token) tokens.use(token);
			return token !== undefined;
		},
		saveAuthorizationCode: async (code, _client, { userName }) => {
			const { redirectUri, expiresAt, codeChallenge, codeChallengeMethod } = code;
			const added = tokens.addCode({
				userName,
				clientId: client.id,
				redirectUri,
				expiresAt,
				codeChallenge,
				codeChallengeMethod,
			});
			return {
				...code,
				authorizationCode: added.code,
				client: oauthClient,
				user: { userName },
			};
		},
		getAuthorizationCode: async (code) => {
			const found = tokens.findCode(code);
			return (
				found && {
					...found,
					authorizationCode: code,
					scope: SCOPE,
					client: oauthClient,
					user: { userName: found.userName },
				}
			);
		},
		revokeAuthorizationCode: async ({ authorizationCode }) => tokens.useCode(authorizationCode),
	};
}
