import { BoundedMap } from '../../transport/boundedMap';
import { inTime } from '../../transport/inTime';

/** How many deliveries one process remembers. Each takes about 300 bytes. */
const CAPACITY = 10_000;

/**
 * Milliseconds for which a delivery is remembered. n8n can lose an execution that it has registered: for longer, the memory would
 * swallow the copy that makes up for it. What comes later is for n8n's database to tell.
 */
const KEEP_MS = 60_000;

/** Milliseconds for which a copy waits: Genesys wants its answer within 10 seconds. */
const PATIENCE_MS = 8_000;

/** A delivery that the caller is to take, and to say afterwards whether it was taken. */
export interface Claim {
	settle: (taken: boolean) => void;
}

interface Delivery {
	/** Resolves to whether it was taken. */
	taken: Promise<boolean>;
	/** Epoch milliseconds from which on it is remembered. */
	since: number;
}

/**
 * The deliveries that this process has taken in the last minute or is about to take. It catches what n8n's database cannot:
 * copies that arrive at the same moment.
 */
export class RecentDeliveries {
	private readonly deliveries = new BoundedMap<string, Delivery>(CAPACITY);

	/**
	 * Claims a delivery for the caller, who then must call `settle`.
	 *
	 * @returns `taken` when it was taken within the last minute. A copy that arrives while the first is still on its way waits for
	 * it, and is claimed in its place when the first was not taken, or is on its way for more than a minute; `undecided` when
	 * that took too long to find out.
	 */
	async claim(id: string): Promise<Claim | 'taken' | 'undecided'> {
		const until = Date.now() + PATIENCE_MS;
		for (let earlier = this.recent(id); earlier; earlier = this.recent(id)) {
			const limit = Math.min(until, earlier.since + KEEP_MS) - Date.now();
			if (await inTime(earlier.taken, { limit, late: () => false })) return 'taken';
			if (Date.now() >= until && this.recent(id) === earlier) return 'undecided';
		}
		let decide: (taken: boolean) => void = () => {};
		const taken = new Promise<boolean>((resolve) => (decide = resolve));
		const delivery: Delivery = { taken, since: Date.now() };
		// What it replaces must not lend it its age.
		this.deliveries.delete(id);
		this.deliveries.set(id, delivery);
		return {
			settle: (wasTaken) => {
				delivery.since = wasTaken ? Date.now() : -Infinity;
				decide(wasTaken);
			},
		};
	}

	/** Undefined when there is none, or it is not remembered any more; also when the clock was put back meanwhile. */
	private recent(id: string): Delivery | undefined {
		const delivery = this.deliveries.get(id);
		const age = Date.now() - (delivery?.since ?? -Infinity);
		return age >= 0 && age < KEEP_MS ? delivery : undefined;
	}
}
