/** A person who can sign in. */
export interface AuthUser {
	userName: string;
	password: string;
	/** It is good for nothing any more but to be changed. */
	passwordExpired?: boolean;
	givenName: string;
	familyName: string;
	email: string;
	/** Database id in Configuration Server. */
	dbid: number;
	/** Names of the roles. */
	roles: string[];
}

/** The application that may ask for tokens. */
export interface AuthClient {
	id: string;
	secret: string;
	/** Allowed besides those of an n8n on this machine; compared character by character. */
	redirectUris: string[];
}

/** An access token with its refresh token, and what became of them. */
export interface AuthToken {
	accessToken: string;
	refreshToken: string;
	userName: string;
	clientId: string;
	/** ISO 8601. */
	issuedAt: string;
	expiresAt: string;
	refreshExpiresAt: string;
	/** `revoked`: by signing out, or because it was refreshed. */
	access: 'valid' | 'expired' | 'revoked';
	/** `used`: it was exchanged for a newer pair. */
	refresh: 'valid' | 'expired' | 'used' | 'revoked';
}

/** An authorization code on its way from the sign-in form to the token call. */
export interface AuthCode {
	code: string;
	userName: string;
	clientId: string;
	redirectUri: string;
	expiresAt: Date;
	codeChallenge?: string;
	codeChallengeMethod?: string;
}

export interface TokenLifetimes {
	/** Seconds until an access token expires. */
	tokenLifetimeSeconds: number;
	/** Seconds until a refresh token expires. */
	refreshTokenLifetimeSeconds: number;
}

export interface AuthSettings extends TokenLifetimes {
	/** Whether the token call needs `x-api-key`. */
	requireApiKeyOnToken: boolean;
}
