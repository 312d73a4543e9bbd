/**
 * Runs `work(0) … work(count - 1)`, at most `concurrency` at a time, started in order. Starts nothing more once
 * `stop()` is true, and resolves when all that was started has ended. `work` must not reject. Nothing is held for what has
 * not begun, so that it takes any number.
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
	// Whatever the number is, no item may be left out.
	const workers = Math.max(1, Math.min(Number(concurrency) || 1, count));
	await Promise.all(Array.from({ length: workers }, worker));
}

/** Lets work wait until it may begin. Work must not hand in other work and wait for it: with one place, that never begins. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Work that is handed in begins in the order in which it came, and so many of it are under way at once. For work that comes
 * from several places; what is in one list is for `forEachIndex`.
 */
export function openTurns(places: number): InTurn {
	let free = Math.max(1, Number(places) || 1);
	const waiting: Array<() => void> = [];
	return async function inTurn(work) {
		if (free > 0) free--;
		else await new Promise<void>((begin) => waiting.push(begin));
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else free++;
		}
	};
}

/** Lets work that has a key in common happen one after another, in the order in which it was handed in. */
export class KeyedQueue {
	private readonly tails = new Map<string, Promise<unknown>>();

	/** Whether work that was handed in under the key has not ended. */
	isBusy(key: string): boolean {
		return this.tails.has(key);
	}

	/** Runs `work` once all that was handed in before under one of the keys has ended. */
	async run<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
		const before = keys.flatMap((key) => this.tails.get(key) ?? []);
		const mine = before.length > 0 ? Promise.allSettled(before).then(work) : work();
		for (const key of keys) this.tails.set(key, mine);
		try {
			return await mine;
		} finally {
			for (const key of keys) if (this.tails.get(key) === mine) this.tails.delete(key);
		}
	}
}
