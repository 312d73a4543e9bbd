import type { Credentials } from '../../harness/additionalData';
import type { Ask } from './talk';

/** What a scenario works with. */
export interface Stage {
	/** Does something with the simulator: `ask('cometd.loseSessions', …)` is `sim.control.cometd.loseSessions(…)`. */
	ask: Ask;
	/** Address of the simulator. */
	url: string;
	/** Credentials for the simulator, by the names that their functions have in `genesysCredentials`. */
	credentials: Record<'key' | 'signedIn' | 'webServices' | 'channel' | 'cloud', Credentials>;
	/** What stands for n8n's database has no end otherwise. */
	forgetProcessed: () => void;
}

/** How many units there are. */
export interface Amount {
	/** Before anything is measured: until caches are full, and code is compiled. */
	warmUp: number;
	measured: number;
	/** At the same time. */
	atOnce: number;
	/** Bytes that a unit may leave behind, for what is meant to be remembered. */
	bytes?: number;
}

/** Something that is done again and again for as long as a process lives, and must leave nothing behind. */
export interface Scenario {
	name: string;
	short: Amount;
	long: Amount;
	open: (stage: Stage, amount: Amount) => Promise<Running>;
}

export interface Running {
	/** Does it once. */
	unit: (number: number) => Promise<void>;
	/** To be called before a sample is taken: what is not the package's is put away. */
	rest?: () => Promise<void> | void;
	close?: () => Promise<void>;
	/** What is to be said about it besides. */
	said?: () => Record<string, number>;
}
