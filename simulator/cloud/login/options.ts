import type { OAuthClient, TokenLifetimes } from '../../core/oauth/model';
import { defaultCloudUsers, type CloudUser } from './users';

export const DEFAULT_CLOUD_CLIENT_ID = 'cloud-client';
export const DEFAULT_CLOUD_CLIENT_SECRET = 'cloud-client-secret';
export const DEFAULT_CLOUD_APP_ID = 'cloud-app';
export const DEFAULT_CLOUD_APP_SECRET = 'cloud-app-secret';

/** An OAuth client of the organization, as an administrator adds it. */
export interface CloudClient extends OAuthClient {
	/** A client has one: it speaks for itself, or users sign in to it. */
	grant: 'CLIENT_CREDENTIALS' | 'CODE';
	/** The most it may ask for; `*`: everything. */
	scopes: string[];
}

/** Default: tokens live 86,399 s, refresh tokens 30 days. */
export type CloudLoginOptions = Partial<TokenLifetimes> & {
	/** Default: `cloud-client` (client credentials) and `cloud-app` (code), which may do everything. */
	clients?: CloudClient[];
	/** Allowed for the default clients besides the OAuth2 callback of an n8n at http://127.0.0.1 or http://localhost. */
	redirectUris?: string[];
	/** Default: `agent@example.com` and `supervisor@example.com`. */
	users?: CloudUser[];
};

/** The options with their defaults. */
export interface CloudLoginConfig {
	settings: TokenLifetimes;
	clients: CloudClient[];
	users: CloudUser[];
}

/** Fills in what is not given. */
export function cloudLoginConfig(options: CloudLoginOptions = {}): CloudLoginConfig {
	return {
		settings: {
			tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? 86_399,
			refreshTokenLifetimeSeconds: options.refreshTokenLifetimeSeconds ?? 30 * 24 * 3_600,
		},
		clients: options.clients ?? defaultClients(options.redirectUris),
		users: options.users ?? defaultCloudUsers(),
	};
}

function defaultClients(redirectUris: string[] = []): CloudClient[] {
	const everything = { redirectUris, scopes: ['*'] };
	return [
		{
			id: DEFAULT_CLOUD_CLIENT_ID,
			secret: DEFAULT_CLOUD_CLIENT_SECRET,
			grant: 'CLIENT_CREDENTIALS',
			...everything,
		},
		{ id: DEFAULT_CLOUD_APP_ID, secret: DEFAULT_CLOUD_APP_SECRET, grant: 'CODE', ...everything },
	];
}
