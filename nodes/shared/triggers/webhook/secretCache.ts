import type { Logger } from 'n8n-workflow';
import { BoundedMap } from '../../transport/boundedMap';
import { inTime } from '../../transport/inTime';

/**
 * Decrypting costs more than all else in a delivery, so secrets are kept this long, in milliseconds. A change of the
 * credential takes as long to act, and so does its removal.
 */
const KEEP_MS = 5_000;

/** After a failure it is read again so much later, then twice that, up to `KEEP_MS`: deliveries come again for a short time only. */
const FIRST_WAIT_MS = 1_000;

/** What does not exist is not looked for again for so long. */
const KEEP_GONE_MS = 60_000;

/** A database that has not answered by then does not answer this delivery: Genesys waits for ten seconds. */
const READ_LIMIT_MS = 8_000;

/** Of how many credentials it is remembered that they could not be read. */
const FAILURES = 1_000;

/** n8n's words for a credential that was deleted. */
const GONE = /^Credential with ID ".*" (does not exist|was not found)/;

interface Entry {
	/** Undefined when they cannot be read just now; the same promise for all who ask meanwhile. */
	secrets: Promise<string[] | undefined>;
	/** Epoch milliseconds. */
	until: number;
}

interface Source {
	/** Reads and decrypts the credential. */
	read: () => Promise<string[]>;
	logger: Pick<Logger, 'error' | 'info'>;
}

/**
 * The secrets of credentials, for as long as they may be kept in memory. How often a credential is read does not depend on how
 * many ask for it, nor does how often a failure is logged: who asks can be anybody.
 */
export class SecretCache {
	private readonly entries = new Map<string, Entry>();
	/** Credentials that could not be read when they were last. */
	private readonly failures = new BoundedMap<string, { problem: string; wait: number }>(FAILURES);

	/** @param keep for how many milliseconds a secret is kept */
	constructor(private readonly keep = KEEP_MS) {}

	/** Of how many credentials something is in memory. */
	get size(): number {
		return this.entries.size;
	}

	/**
	 * @param id of the credential
	 * @param name of it, for the log
	 * @returns none when the credential does not exist; undefined when it cannot be read just now
	 */
	async get(id: string, name: string, source: Source): Promise<string[] | undefined> {
		const known = this.entries.get(id);
		if (known && known.until > Date.now()) return await known.secrets;
		const reading = this.read(id, name, source);
		const entry: Entry = { secrets: reading.then(({ secrets }) => secrets), until: Infinity };
		this.entries.set(id, entry);
		const { keep } = await reading;
		entry.until = Date.now() + keep;
		// Dropped also when nobody asks any more. Unlike a sleep, this keeps no process from ending.
		AbortSignal.timeout(keep).addEventListener('abort', () => {
			if (this.entries.get(id) === entry) this.entries.delete(id);
		});
		return await entry.secrets;
	}

	private async read(
		id: string,
		name: string,
		{ read, logger }: Source,
	): Promise<{ secrets: string[] | undefined; keep: number }> {
		const failed = this.failures.get(id);
		try {
			const secrets = await inTime(read(), { limit: READ_LIMIT_MS, late });
			this.failures.delete(id);
			if (failed) logger.info(`The credential "${name}" can be read again`);
			return { secrets, keep: this.keep };
		} catch (error) {
			const { message: problem } = error as Error;
			if (failed?.problem !== problem)
				logger.error(`The credential "${name}" could not be read: ${problem}`);
			const wait = failed ? Math.min(failed.wait * 2, KEEP_MS) : FIRST_WAIT_MS;
			this.failures.set(id, { problem, wait });
			return GONE.test(problem)
				? { secrets: [], keep: KEEP_GONE_MS }
				: { secrets: undefined, keep: wait };
		}
	}
}

function late(): never {
	throw new Error('n8n did not answer in time');
}
