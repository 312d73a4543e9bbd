import type { StoredToken, TokenLifetimes } from '../../core/oauth/model';
import { TokenStore } from '../../core/oauth/tokens';
import type { RandomSource } from '../../core/random';
import { cloudLoginConfig, DEFAULT_CLOUD_APP_ID } from './options';

/** Whom a token speaks for, and what it may do (`*`: everything). */
export type CloudIdentity =
	| {
			kind: 'user';
			userId: string;
			/** Where the user signed in. */
			clientId?: string;
			scopes: string[];
	  }
	| { kind: 'client'; clientId: string; scopes: string[] };

/** A token with what became of it, as a test gets it. */
export type CloudToken = CloudIdentity & Omit<StoredToken, 'userName' | 'clientId'>;

/** The tokens of Genesys Cloud; no other API knows them. */
export class CloudTokens {
	/** What the OAuth 2.0 endpoints work with: a user name is the ID of a user. */
	readonly store: TokenStore;

	constructor(
		random: RandomSource,
		private readonly lifetimes = (): TokenLifetimes => cloudLoginConfig().settings,
	) {
		this.store = new TokenStore(random, 'cloud');
	}

	/** Whose token it is; undefined when it is unknown, expired or revoked. */
	verify(token: string): CloudIdentity | undefined {
		const found = this.store.find(token);
		return found && identity(found);
	}

	/** A token without signing in. */
	issue(owner: CloudIdentity, lifetimes = this.lifetimes()): CloudToken {
		const { clientId = DEFAULT_CLOUD_APP_ID, scopes } = owner;
		const userName = owner.kind === 'user' ? { userName: owner.userId } : {};
		return cloudToken(this.store.issue({ ...userName, clientId, scopes }, lifetimes));
	}

	/** Every token, oldest first. */
	list(): CloudToken[] {
		return this.store.list().map(cloudToken);
	}

	/** Nobody is signed in. */
	clear(): void {
		this.store.clear();
	}
}

function identity({ userName, clientId, scopes }: StoredToken): CloudIdentity {
	return userName === undefined
		? { kind: 'client', clientId, scopes }
		: { kind: 'user', userId: userName, clientId, scopes };
}

function cloudToken(token: StoredToken): CloudToken {
	const rest: Partial<StoredToken> = { ...token };
	delete rest.userName;
	return { ...(rest as Omit<StoredToken, 'userName'>), ...identity(token) };
}
