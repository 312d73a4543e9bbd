import { pause, SLICE_MS } from '../transport/pause';

/** For work whose limit is no number: it must neither end at once nor last for good. */
const USUAL_MS = 60_000;

/** The time in which a session may do something: one thing after the other, each within its limit, until `end()`. */
export class Lifetime {
	private current?: { controller: AbortController; until: number };
	private clock?: Promise<void>;
	private ended = false;

	/** Whether it has ended. */
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
		this.current = { controller, until: Date.now() + (Number.isNaN(limit) ? USUAL_MS : limit) };
		this.clock ??= this.watch();
		try {
			return await Promise.race([work(signal), aborted]);
		} finally {
			this.current = undefined;
		}
	}

	/** Waits for so many milliseconds, or until the end. */
	async pause(time: number): Promise<void> {
		await pause(time, () => this.ended);
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
			await pause(SLICE_MS, () => false);
			if (this.current && Date.now() >= this.current.until) {
				this.current.controller.abort(new Error('there was no answer in time'));
				this.current = undefined;
			}
		}
		this.clock = undefined;
	}
}
