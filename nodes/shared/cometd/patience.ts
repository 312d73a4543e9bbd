import { UserError } from 'n8n-workflow';
import type { SessionFailure } from './failure';
import type { BayeuxSettings } from './protocol';

/** Counts failures that follow each other without a success. */
export class Patience {
	private failures = 0;
	private since = 0;

	constructor(private readonly settings: BayeuxSettings) {}

	/** To be called at each success. */
	reset(): void {
		this.failures = 0;
	}

	/**
	 * Milliseconds to wait before the next attempt: doubles with each failure, at least what the server asked for. The
	 * random half keeps clients that were cut off together from coming back together.
	 *
	 * @throws UserError when the limits do not allow another attempt
	 */
	waitAfter(failure: SessionFailure): number {
		const { firstWait, longestWait, giveUpAfter, maxFailures } = this.settings;
		const now = Date.now();
		if (!this.failures) this.since = now;
		const full = Math.min(firstWait * 2 ** this.failures++, longestWait);
		const wait = Math.max(full / 2 + (full / 2) * Math.random(), failure.retryAfter);
		if (this.failures >= maxFailures || now + wait > this.since + giveUpAfter) {
			throw this.givenUp(failure, (now - this.since) / 1000);
		}
		return wait;
	}

	private givenUp({ message, cause, retryAfter }: SessionFailure, seconds: number): UserError {
		const times = this.failures === 1 ? 'once' : `${this.failures} times`;
		const asked = retryAfter ? ` Genesys asked to wait ${Math.ceil(retryAfter / 1000)} s.` : '';
		const advice = (cause as { description?: string | null }).description;
		return new UserError('The notification session with Genesys could not be kept open', {
			description: `It failed ${times} in ${Math.round(seconds)} s, at last because: ${message}.${asked} ${
				advice ??
				'Check the Base URL, and that the service is running. Then activate the workflow again.'
			}`,
			cause,
		});
	}
}
