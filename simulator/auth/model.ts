import type { StoredToken, TokenLifetimes } from '../core/oauth/model';

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

/** Every token is of a user and came with a refresh token. */
export type AuthToken = StoredToken &
	Required<Pick<StoredToken, 'userName' | 'refreshToken' | 'refreshExpiresAt' | 'refresh'>>;

export interface AuthSettings extends TokenLifetimes {
	/** Whether the token call needs `x-api-key`. */
	requireApiKeyOnToken: boolean;
}
