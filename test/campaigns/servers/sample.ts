/**
 * The first of them, so many, but of each kind some in any case: what there is once among many thousands is looked at as well.
 *
 * @param all in an order by chance
 */
export function sampleOf<T>(
	all: readonly T[],
	size: number,
	ofEach: number,
	kindsOf: (one: T) => string[],
): T[] {
	const counts = new Map<string, number>();
	const some = all.filter((one) => {
		const kinds = kindsOf(one).filter((kind) => (counts.get(kind) ?? 0) < ofEach);
		for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
		return kinds.length > 0;
	});
	return [...new Set([...some, ...all])].slice(0, Math.max(size, some.length));
}
