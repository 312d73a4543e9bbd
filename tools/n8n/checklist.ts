import type { Log } from './progress';

/** Runs checks one after the other and prints each with its result; a failed one does not end the run. */
export class Checklist {
	failed = 0;

	passed = 0;

	/** @param signal once aborted, the next check throws, which ends the run */
	constructor(
		private readonly log: Log,
		private readonly signal?: AbortSignal,
	) {}

	/**
	 * @param work throws when the check fails, e.g. by an assertion
	 * @returns what `work` returned; undefined when it failed
	 */
	async check<T>(title: string, work: () => T | Promise<T>): Promise<T | undefined> {
		this.signal?.throwIfAborted();
		try {
			const result = await work();
			this.passed++;
			this.log(`  ok      ${title}`);
			return result;
		} catch (error) {
			this.failed++;
			const reason = (error as Error).message.split('\n').join('\n          ');
			this.log(`  FAILED  ${title}\n          ${reason}`);
			return undefined;
		}
	}
}
