import type { Faker } from '@faker-js/faker';
import type { RandomSource } from '../core/random';
import type { AuthCode, AuthToken, TokenLifetimes } from './model';

/** All tokens and codes that were handed out. */
export class TokenStore {
	private tokens = new Map<string, AuthToken>();
	private byRefreshToken = new Map<string, AuthToken>();
	private codes = new Map<string, AuthCode>();
	/** What a code was exchanged for. */
	private byUsedCode = new Map<string, AuthToken>();
	// Never started again: a token from before a reset must not become valid once more.
	private readonly random: Record<'access' | 'refresh' | 'code', Faker>;

	constructor(random: RandomSource) {
		this.random = {
			access: random('auth-access-tokens'),
			refresh: random('auth-refresh-tokens'),
			code: random('auth-codes'),
		};
	}

	/** @param usedCode the authorization code that the token is for, if it is */
	issue(
		userName: string,
		clientId: string,
		lifetimes: TokenLifetimes,
		usedCode?: string,
	): AuthToken {
		const now = Date.now();
		const inSeconds = (seconds: number) => new Date(now + seconds * 1_000).toISOString();
		const token: AuthToken = {
			accessToken: this.random.access.string.uuid(),
			refreshToken: this.random.refresh.string.uuid(),
			userName,
			clientId,
			issuedAt: inSeconds(0),
			expiresAt: inSeconds(lifetimes.tokenLifetimeSeconds),
			refreshExpiresAt: inSeconds(lifetimes.refreshTokenLifetimeSeconds),
			access: 'valid',
			refresh: 'valid',
		};
		this.tokens.set(token.accessToken, token);
		this.byRefreshToken.set(token.refreshToken, token);
		if (usedCode !== undefined) this.byUsedCode.set(usedCode, token);
		return token;
	}

	/** The token if it is valid now. */
	find(accessToken: string): AuthToken | undefined {
		const token = this.tokens.get(accessToken);
		return token && upToDate(token).access === 'valid' ? token : undefined;
	}

	/** The pair whose refresh token this is, if that can be used now. */
	findRefresh(refreshToken: string): AuthToken | undefined {
		const token = this.byRefreshToken.get(refreshToken);
		return token && upToDate(token).refresh === 'valid' ? token : undefined;
	}

	/** The refresh token is used up, and the access token that came with it goes as well. */
	use(token: AuthToken): void {
		token.refresh = 'used';
		token.access = 'revoked';
	}

	addCode(code: Omit<AuthCode, 'code'>): AuthCode {
		const added = { ...code, code: this.random.code.string.alphanumeric(24) };
		this.codes.set(added.code, added);
		return added;
	}

	/** A code that comes again was stolen or sent by mistake: what it was exchanged for ends (RFC 6749, section 4.1.2). */
	findCode(code: string): AuthCode | undefined {
		const token = this.byUsedCode.get(code);
		this.revoke((one) => one === token);
		return this.codes.get(code);
	}

	/** A code works once. @returns whether it was there */
	useCode(code: string): boolean {
		return this.codes.delete(code);
	}

	/** Every token, oldest first. */
	list(): AuthToken[] {
		return [...this.tokens.values()].map((token) => ({ ...upToDate(token) }));
	}

	/** Access tokens expire at once; their refresh tokens still work. @returns how many */
	expire(matches: (token: AuthToken) => boolean): number {
		return this.change(matches, (token) => {
			if (token.access !== 'valid') return false;
			token.access = 'expired';
			return true;
		});
	}

	/** Access and refresh tokens die; only signing in helps. @returns how many pairs */
	revoke(matches: (token: AuthToken) => boolean): number {
		return this.change(matches, (token) => {
			const alive = token.access === 'valid' || token.refresh === 'valid';
			if (token.access === 'valid') token.access = 'revoked';
			if (token.refresh === 'valid') token.refresh = 'revoked';
			return alive;
		});
	}

	clear(): void {
		this.tokens.clear();
		this.byRefreshToken.clear();
		this.codes.clear();
		this.byUsedCode.clear();
	}

	private change(matches: (token: AuthToken) => boolean, apply: (token: AuthToken) => boolean) {
		return [...this.tokens.values()].map(upToDate).filter(matches).filter(apply).length;
	}
}

function upToDate(token: AuthToken): AuthToken {
	const now = Date.now();
	if (token.access === 'valid' && Date.parse(token.expiresAt) <= now) token.access = 'expired';
	if (token.refresh === 'valid' && Date.parse(token.refreshExpiresAt) <= now) {
		token.refresh = 'expired';
	}
	return token;
}
