/** What the status of an export comes to. */
export type Outcome = 'running' | 'done' | 'failed' | 'cancelled';

/** Statuses of the account, as a user assigned them; what is not listed is judged by its words. */
export interface StatusMeaning {
	doneStatuses?: string[];
	failedStatuses?: string[];
}

/**
 * What a status means. Genesys documents no status words (`data/job-statuses` lists those of the account), so they are
 * judged by what they say, and a word that says nothing by the progress.
 *
 * @param progress percent, 0 to 100
 */
export function outcomeOf(
	{ status, progress }: { status?: unknown; progress?: unknown },
	meaning: StatusMeaning = {},
): Outcome {
	const word = String(status ?? '');
	if (meaning.doneStatuses?.includes(word)) return 'done';
	if (meaning.failedStatuses?.includes(word)) return 'failed';
	if (/fail|error|reject|abort/i.test(word)) return 'failed';
	if (/cancel/i.test(word)) return /cancelling|canceling/i.test(word) ? 'running' : 'cancelled';
	if (/(in|not|un)[ _-]?(complet|finish|done|success)/i.test(word)) return 'running';
	if (/complete|finished|success|done|ready/i.test(word)) return 'done';
	if (/wait|queue|schedul|suspend|pause|new|running|progress|start|pending/i.test(word)) {
		return 'running';
	}
	return Number(progress) >= 100 ? 'done' : 'running';
}
