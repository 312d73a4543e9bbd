import type { Faker } from '@faker-js/faker';
import type { RandomSource } from '../random';
import type { AuthorizationCode, StoredToken, TokenLifetimes, TokenOwner } from './model';

/** All tokens and codes that one login handed out; the tokens of another are unknown to it. */
export class TokenStore<T extends StoredToken = StoredToken> {
	private tokens = new Map<string, T>();
	private byRefreshToken = new Map<string, T>();
	private codes = new Map<string, AuthorizationCode>();
	/** What a code was exchanged for. */
	private byUsedCode = new Map<string, T>();
	// Never started again: a token from before a reset must not become valid once more.
	private readonly random: Record<'access' | 'refresh' | 'code', Faker>;

	/** @param name of the login; another one draws other tokens */
	constructor(random: RandomSource, name: string) {
		this.random = {
			access: random(`${name}-access-tokens`),
			refresh: random(`${name}-refresh-tokens`),
			code: random(`${name}-codes`),
		};
	}

	/**
	 * A refresh token comes with what speaks for a user.
	 * @param usedCode the authorization code that the token is for, if it is
	 */
	issue(owner: TokenOwner, lifetimes: TokenLifetimes, usedCode?: string): T {
		const now = Date.now();
		const inSeconds = (seconds: number) => new Date(now + seconds * 1_000).toISOString();
		const token = {
			accessToken: this.random.access.string.uuid(),
			...owner,
			issuedAt: inSeconds(0),
			expiresAt: inSeconds(lifetimes.tokenLifetimeSeconds),
			access: 'valid',
		} as T;
		if (owner.userName !== undefined) {
			token.refreshToken = this.random.refresh.string.uuid();
			token.refreshExpiresAt = inSeconds(lifetimes.refreshTokenLifetimeSeconds);
			token.refresh = 'valid';
			this.byRefreshToken.set(token.refreshToken, token);
		}
		this.tokens.set(token.accessToken, token);
		if (usedCode !== undefined) this.byUsedCode.set(usedCode, token);
		return token;
	}

	/** The token if it is valid now. */
	find(accessToken: string): T | undefined {
		const token = this.tokens.get(accessToken);
		return token && upToDate(token).access === 'valid' ? token : undefined;
	}

	/** The pair whose refresh token this is, if that can be used now. */
	findRefresh(refreshToken: string): T | undefined {
		const token = this.byRefreshToken.get(refreshToken);
		return token && upToDate(token).refresh === 'valid' ? token : undefined;
	}

	/** The refresh token is used up, and the access token that came with it goes as well. */
	use(token: T): void {
		token.refresh = 'used';
		token.access = 'revoked';
	}

	addCode(code: Omit<AuthorizationCode, 'code'>): AuthorizationCode {
		const added = { ...code, code: this.random.code.string.alphanumeric(24) };
		this.codes.set(added.code, added);
		return added;
	}

	/** A code that comes again was stolen or sent by mistake: what it was exchanged for ends (RFC 6749, section 4.1.2). */
	findCode(code: string): AuthorizationCode | undefined {
		const token = this.byUsedCode.get(code);
		this.revoke((one) => one === token);
		return this.codes.get(code);
	}

	/** A code works once. @returns whether it was there */
	useCode(code: string): boolean {
		return this.codes.delete(code);
	}

	/** Every token, oldest first. */
	list(): T[] {
		return [...this.tokens.values()].map((token) => ({ ...upToDate(token) }));
	}

	/** Access tokens expire at once; their refresh tokens still work. @returns how many */
	expire(matches: (token: T) => boolean): number {
		return this.change(matches, (token) => {
			if (token.access !== 'valid') return false;
			token.access = 'expired';
			return true;
		});
	}

	/** Access and refresh tokens die; only signing in helps. @returns how many pairs */
	revoke(matches: (token: T) => boolean): number {
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

	private change(matches: (token: T) => boolean, apply: (token: T) => boolean) {
		return [...this.tokens.values()]
			.map((token) => upToDate(token))
			.filter(matches)
			.filter(apply).length;
	}
}

function upToDate<T extends StoredToken>(token: T): T {
	const now = Date.now();
	if (token.access === 'valid' && Date.parse(token.expiresAt) <= now) token.access = 'expired';
	if (token.refresh === 'valid' && Date.parse(token.refreshExpiresAt ?? '') <= now) {
		token.refresh = 'expired';
	}
	return token;
}
