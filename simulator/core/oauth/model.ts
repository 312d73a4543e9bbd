/** An application that may ask for tokens. */
export interface OAuthClient {
	id: string;
	secret: string;
	/** Allowed besides those of an n8n on this machine; compared character by character. */
	redirectUris: string[];
}

/** An access token, the refresh token that came with it, and what became of them. */
export interface StoredToken {
	accessToken: string;
	/** A client that speaks for itself asks again instead. */
	refreshToken?: string;
	/** Whom the token speaks for, as its API tells its users apart; none: the client itself. */
	userName?: string;
	clientId: string;
	/** What it may do; `*`: everything. */
	scopes: string[];
	/** ISO 8601. */
	issuedAt: string;
	expiresAt: string;
	refreshExpiresAt?: string;
	/** `revoked`: by signing out, or because it was refreshed. */
	access: 'valid' | 'expired' | 'revoked';
	/** `used`: it was exchanged for a newer pair. */
	refresh?: 'valid' | 'expired' | 'used' | 'revoked';
}

/** Whose token is wanted, and for what. */
export type TokenOwner = Pick<StoredToken, 'userName' | 'clientId' | 'scopes'>;

/** An authorization code on its way from the sign-in form to the token call. */
export interface AuthorizationCode {
	code: string;
	userName: string;
	clientId: string;
	scopes: string[];
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

/** What the sign-in form posts, and what the token call sends. */
export type Form = Record<string, string>;

export interface AuthorizeQuery {
	client_id: string;
	redirect_uri: string;
	response_type: string;
	scope?: string;
	state?: string;
	code_challenge?: string;
	code_challenge_method?: string;
	hideTenant?: 'true' | 'false';
}
