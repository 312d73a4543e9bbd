import { NodeApiError } from 'n8n-workflow';

/**
 * Asks for several things at once, so that one that is wrong does not cost the others: what Genesys refuses together (400)
 * is asked for in halves, until the ones to blame are found. A refused request counts as not carried out.
 *
 * @param attempt asks for a part of them, in their order
 * @returns what became of each, in the order of `all`; an Error where it failed
 */
export async function inHalves<T, R>(
	all: readonly T[],
	attempt: (part: readonly T[]) => Promise<Array<R | Error>>,
): Promise<Array<R | Error>> {
	if (all.length === 0) return [];
	try {
		return await attempt(all);
	} catch (error) {
		const isRefusal = error instanceof NodeApiError && error.httpCode === '400';
		if (!isRefusal || all.length === 1) return all.map(() => error as Error);
		const middle = Math.ceil(all.length / 2);
		const first = await inHalves(all.slice(0, middle), attempt);
		return [...first, ...(await inHalves(all.slice(middle), attempt))];
	}
}
