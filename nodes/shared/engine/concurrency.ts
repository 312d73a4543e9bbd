/**
 * Runs `work(0) … work(count - 1)`, at most `concurrency` at a time, started in order. Starts nothing more once
 * `stop()` is true, and resolves when all that was started has ended. `work` must not reject.
 */
export async function forEachIndex(
	count: number,
	concurrency: number,
	stop: () => boolean,
	work: (index: number) => Promise<void>,
): Promise<void> {
	let next = 0;
	const worker = async () => {
		while (next < count && !stop()) await work(next++);
	};
	// An expression can give a concurrency that is no number: no item may be left out because of that.
	const workers = Math.max(1, Math.min(Number(concurrency) || 1, count));
	await Promise.all(Array.from({ length: workers }, worker));
}

/** Lets work on the same key happen one after another, in the order in which it was handed in. */
export class Lanes {
	private readonly tails = new Map<string, Promise<unknown>>();

	async run<T>(key: string, work: () => Promise<T>): Promise<T> {
		const before = this.tails.get(key);
		const mine = before ? before.then(work, work) : work();
		this.tails.set(key, mine);
		return await mine;
	}
}
