import type { Faker } from '@faker-js/faker';
import type { RandomSource } from '../../core/random';

/** Whom a token speaks for, and what it may do (`*`: everything). */
export type CloudIdentity =
	| { kind: 'user'; userId: string; scopes: string[] }
	| { kind: 'client'; clientId: string; scopes: string[] };

/** An access token as a test gets it. */
export type CloudToken = CloudIdentity & {
	accessToken: string;
	/** ISO 8601. */
	expiresAt: string;
};

/** The access tokens of Genesys Cloud; no other API knows them. */
export class CloudTokens {
	private tokens = new Map<string, CloudToken>();
	private readonly random: Faker;

	constructor(random: RandomSource) {
		this.random = random('cloud-access-tokens');
	}

	/** Whose token it is; undefined when it is unknown, expired or revoked. */
	verify(token: string): CloudIdentity | undefined {
		const found = this.tokens.get(token);
		return found && Date.parse(found.expiresAt) > Date.now() ? found : undefined;
	}

	/** A token without signing in. @param lifetimeSeconds 86,399 as Genesys Cloud answers */
	issue(identity: CloudIdentity, lifetimeSeconds = 86_399): CloudToken {
		const expiresAt = new Date(Date.now() + lifetimeSeconds * 1_000).toISOString();
		const token = { ...identity, accessToken: this.random.string.alphanumeric(86), expiresAt };
		this.tokens.set(token.accessToken, token);
		return token;
	}

	/** Nobody is signed in. */
	clear(): void {
		this.tokens.clear();
	}
}
