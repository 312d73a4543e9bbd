import { sleep } from 'n8n-workflow';

/** n8n allows no timers to shipped code, and a sleep cannot be interrupted: so it is taken in slices. */
const SLICE_MS = 200;

/** The time in which a session may do something: one thing after the other, each within its limit, until `end()`. */
export class Lifetime {
	private current?: { controller: AbortController; until: number };
	private clock?: Promise<void>;
	private ended = false;

	get over(): boolean {
		return this.ended;
	}

	/**
	 * Waits for `work`, but not longer than `limit` milliseconds and not after the end: then the signal is aborted and
	 * the wait ends, whether or not `work` heeds the signal.
	 */
	async limit<T>(limit: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
		if (this.ended) throw new Error('stopped');
		const controller = new AbortController();
		const { signal } = controller;
		const aborted = new Promise<never>((_resolve, reject) => {
			signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
		});
		this.current = { controller, until: Date.now() + limit };
		this.clock ??= this.watch();
		try {
			return await Promise.race([work(signal), aborted]);
		} finally {
			this.current = undefined;
		}
	}

	async pause(time: number): Promise<void> {
		const until = Date.now() + time;
		for (let left = time; left > 0 && !this.ended; left = until - Date.now()) {
			await sleep(Math.min(left, SLICE_MS));
		}
	}

	/** Ends what is under way and lets nothing begin any more. */
	end(): void {
		this.ended = true;
		this.current?.controller.abort(new Error('stopped'));
	}

	/** Resolves when the last slice of sleep is over. */
	async idle(): Promise<void> {
		await this.clock;
	}

	/** One chain of sleeps for all work, however short each piece is. */
	private async watch(): Promise<void> {
		while (this.current) {
			await sleep(SLICE_MS);
			if (this.current && Date.now() >= this.current.until) {
				this.current.controller.abort(new Error('there was no answer in time'));
				this.current = undefined;
			}
		}
		this.clock = undefined;
	}
}
