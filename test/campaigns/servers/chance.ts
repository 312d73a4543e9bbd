/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function chance(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** All of them in an order by chance (Fisher and Yates), the same for the same seed. */
export function shuffled<T>(all: readonly T[], seed: number): T[] {
	const next = chance(seed);
	const result = [...all];
	for (let at = result.length - 1; at > 0; at--) {
		const other = Math.floor(next() * (at + 1));
		[result[at], result[other]] = [result[other], result[at]];
	}
	return result;
}
