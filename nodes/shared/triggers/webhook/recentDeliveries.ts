import { BoundedMap } from '../../transport/boundedMap';
import { inTime } from '../../transport/inTime';

/** How many deliveries one process remembers. Each takes about 200 bytes. */
const CAPACITY = 10_000;

/** Milliseconds for which a copy waits: Genesys wants its answer within 10 seconds. */
const PATIENCE_MS = 8_000;

/** A delivery that the caller is to take, and to say afterwards whether n8n took it. */
export interface Claim {
	settle: (taken: boolean) => void;
}

/**
 * The deliveries that this process has taken or is about to take. It catches what n8n's database cannot: copies that
 * arrive at the same moment.
 */
export class RecentDeliveries {
	/** Resolves to whether n8n took the delivery. */
	private readonly outcomes = new BoundedMap<string, Promise<boolean>>(CAPACITY);

	/**
	 * Claims a delivery for the caller, who then must call `settle`.
	 *
	 * @returns `taken` when it was already taken. A copy that arrives while the first is still on its way waits for it, and
	 * is claimed in its place when n8n could not take the first; `undecided` when that took too long to find out.
	 */
	async claim(id: string): Promise<Claim | 'taken' | 'undecided'> {
		const until = Date.now() + PATIENCE_MS;
		for (let earlier = this.outcomes.get(id); earlier; earlier = this.outcomes.get(id)) {
			const limit = until - Date.now();
			const taken = await inTime(earlier, { limit, late: () => undefined });
			if (taken === undefined) return 'undecided';
			if (taken) return 'taken';
			if (this.outcomes.get(id) === earlier) this.outcomes.delete(id);
		}
		let settle: (taken: boolean) => void = () => {};
		this.outcomes.set(id, new Promise((resolve) => (settle = resolve)));
		return { settle };
	}
}
