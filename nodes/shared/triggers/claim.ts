import { createHash, randomUUID } from 'node:crypto';
import { pause } from '../transport/pause';
import { NODE_ENTRIES, type Rows } from './rows';

/** Over how many rows the deliveries of a node are spread: so many can be recorded at once, and each row stays short. */
const SLOTS = 256;

/** How many deliveries a slot remembers; there are two entries of each. */
const PER_SLOT = 32;

/** Milliseconds after which the process that holds a slot counts as dead, and up to half as many more by chance. */
const LEASE_MS = 10_000;

/** Milliseconds between two looks at a slot that is held: the first, and at most. */
const SHORTEST_WAIT_MS = 10;
const LONGEST_WAIT_MS = 200;

/** How often a slot is taken from a dead process before something else must be wrong. */
const LEASES = 3;

/** Whether n8n takes the row that is named, as far as this process has found out. No document promises it. */
let choosesRows: boolean | undefined;

/**
 * Whether rows can be chosen: one that nobody has written to is empty, while the one that n8n documents is not. Nothing that
 * other processes do meanwhile makes a difference.
 */
export async function canChooseRows(rows: Rows): Promise<boolean> {
	if (choosesRows === undefined) {
		await rows.add(['probe'], NODE_ENTRIES);
		choosesRows = (await rows.count(randomUUID())) === 0;
	}
	return choosesRows;
}

/** The ids by their slots. An id has the same slot in every process. */
export function bySlot(ids: readonly string[]): Map<string, string[]> {
	const slots = new Map<string, string[]>();
	for (const id of ids) {
		const slot = String(createHash('sha256').update(id).digest().readUInt32BE() % SLOTS);
		slots.set(slot, [...(slots.get(slot) ?? []), id]);
	}
	return slots;
}

/**
 * Claims ids of one slot for an execution. Meanwhile no other process can: it would have to make the row that stands for the
 * slot, which only one can make.
 *
 * @param own what stands for an id that this execution has claimed
 * @returns the ids that another execution had claimed
 */
export async function claim(
	rows: Rows,
	slot: string,
	ids: readonly string[],
	own: (id: string) => string,
): Promise<string[]> {
	const held = `${slot} held`;
	await hold(rows, held);
	try {
		const entries = ids.flatMap((id) => [id, own(id)]);
		const known = await rows.add(entries, 2 * PER_SLOT, slot);
		const repeated = ids.filter((id) => known.has(id) && !known.has(own(id)));
		// They are not this execution's, also when n8n runs it again.
		// If that fails, a second try would take them for its own: what was found out stands.
		if (repeated.length > 0) await rows.remove(repeated.map(own), slot).catch(() => {});
		return repeated;
	} finally {
		// What was claimed is claimed. Who comes next waits longer, and no more than that.
		await rows.clear(held).catch(() => {});
	}
}

/** Waits until the slot is free, and holds it. Of a process that died, it is taken after a while. */
async function hold(rows: Rows, held: string): Promise<void> {
	for (let lease = 0; lease < LEASES; lease++) {
		const until = Date.now() + LEASE_MS * (1 + Math.random() / 2);
		let wait = SHORTEST_WAIT_MS;
		do {
			if (await rows.make(held)) return;
			await pause(wait * (0.5 + Math.random()), () => false);
			wait = Math.min(2 * wait, LONGEST_WAIT_MS);
		} while (Date.now() < until);
		await rows.clear(held);
	}
	throw new Error('another process holds the row that is needed');
}
