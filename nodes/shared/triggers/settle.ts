import { pause } from '../transport/pause';

/** Milliseconds after which an id is looked for again, and up to half as many more by chance. */
const SETTLE_MS = 400;

/** How often an id may be found wiped out before it passes. */
const ROUNDS = 10;

/**
 * Finds out which of two executions may pass that recorded the same id at the same moment, where n8n's one row for each node is all
 * there is: the last write stays. So an id is recorded, and after a while looked for again: only one finds its own mark, and what a
 * third one has wiped out is recorded again.
 *
 * @param look records what it is given; @returns what was there before, or undefined when the database does not answer
 * @param own what stands for an id that this execution has taken
 * @returns the ids that another execution has taken; undefined when that could not be found out
 */
export async function settle(
	look: (entries: string[]) => Promise<Set<string> | undefined>,
	ids: readonly string[],
	own: (id: string) => string,
): Promise<string[] | undefined> {
	const repeated: string[] = [];
	let open = [...ids];
	for (let round = 0; round < ROUNDS; round++) {
		const known = await look(open.flatMap((id) => [id, own(id)]));
		if (!known) return undefined;
		const undecided = open.filter((id) => !known.has(own(id)));
		for (const id of undecided) if (known.has(id)) repeated.push(id);
		open = undecided.filter((id) => !known.has(id));
		if (open.length === 0) break;
		await pause(SETTLE_MS * (1 + Math.random() / 2), () => false);
	}
	return repeated;
}
