import type { OAuthClient } from '../core/oauth/model';
import type { AuthSettings, AuthUser } from './model';
import { defaultUsers } from './users';

export const DEFAULT_CLIENT_ID = 'demo-client';
export const DEFAULT_CLIENT_SECRET = 'demo-client-secret';
export const DEFAULT_JWT_SECRET = 'demo-jwt-secret';
export const DEFAULT_TENANT = 'demo';

/** Default: tokens live 43,199 s, refresh tokens 30 days, no key needed on the token call. */
export type AuthOptions = Partial<AuthSettings> & {
	/** Default `demo-client`. */
	clientId?: string;
	/** Default `demo-client-secret`. */
	clientSecret?: string;
	/** Allowed besides the OAuth2 callback of an n8n at http://127.0.0.1 or http://localhost. */
	redirectUris?: string[];
	/** Default: `agent` / `agent-password` and `supervisor` / `supervisor-password`. */
	users?: AuthUser[];
	/** What the tenant field of the sign-in form may say; default `demo`. */
	tenant?: string;
	/** Signs the JWT of jwt-userinfo (HS256); default `demo-jwt-secret`. */
	jwtSecret?: string;
};

/** The options with their defaults. */
export interface AuthConfig {
	settings: AuthSettings;
	client: OAuthClient;
	users: AuthUser[];
	tenant: string;
	jwtSecret: string;
}

/** Fills in what is not given. */
export function authConfig(options: AuthOptions = {}): AuthConfig {
	return {
		settings: {
			tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? 43_199,
			refreshTokenLifetimeSeconds: options.refreshTokenLifetimeSeconds ?? 30 * 24 * 3_600,
			requireApiKeyOnToken: options.requireApiKeyOnToken ?? false,
		},
		client: {
			id: options.clientId ?? DEFAULT_CLIENT_ID,
			secret: options.clientSecret ?? DEFAULT_CLIENT_SECRET,
			redirectUris: options.redirectUris ?? [],
		},
		users: options.users ?? defaultUsers(),
		tenant: options.tenant ?? DEFAULT_TENANT,
		jwtSecret: options.jwtSecret ?? DEFAULT_JWT_SECRET,
	};
}
