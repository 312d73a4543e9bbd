import type { IDataObject } from 'n8n-workflow';

/** How long a new window is trusted before an answer tells of it. */
const UNTOLD_MS = 1_000;

/** No window is longer, whatever a server says of it, or a clock that was put back. */
const LONGEST_WAIT_MS = 60_000;

/** What a server says of its limit with each answer, as Genesys Cloud does: so many requests until the window ends. */
export class Quota {
	private told?: { left: number; allowed: number; ends: number };

	/** Reads the headers of an answer, while so many other requests are under way. */
	read(headers: IDataObject, others: number): void {
		const allowed = Number(headers['inin-ratelimit-allowed']);
		const count = Number(headers['inin-ratelimit-count']);
		const reset = Number(headers['inin-ratelimit-reset']);
		if (!(allowed > 0 && count >= 0 && reset >= 0)) return;
		this.told = {
			left: allowed - count - others,
			allowed,
			ends: Date.now() + Math.min(reset * 1_000, LONGEST_WAIT_MS),
		};
	}

	/** When the next request may be sent: now or earlier, or when the window ends. */
	due(now: number): number {
		const { told } = this;
		if (told && (told.ends <= now || told.ends > now + LONGEST_WAIT_MS)) {
			told.left = told.allowed;
			told.ends = now + UNTOLD_MS;
		}
		return told && told.left <= 0 ? told.ends : now;
	}

	/** Counts a request that is sent. */
	take(): void {
		if (this.told) this.told.left--;
	}
}
