/** How many deliveries one process remembers. Each takes about 200 bytes. */
const CAPACITY = 10_000;

/**
 * The deliveries that this process has taken or is about to take. It catches what n8n's database cannot: copies that
 * arrive at the same moment.
 */
export class RecentDeliveries {
	/** Resolves to whether n8n took the delivery. */
	private readonly outcomes = new Map<string, Promise<boolean>>();

	/**
	 * Claims a delivery for the caller, who then must call `settle`.
	 *
	 * @returns undefined when it was already taken. A copy that arrives while the first is still on its way waits for
	 * it, and is claimed in its place when n8n could not take the first.
	 */
	async claim(id: string): Promise<{ settle: (taken: boolean) => void } | undefined> {
		for (let earlier = this.outcomes.get(id); earlier; earlier = this.outcomes.get(id)) {
			if (await earlier) return undefined;
			if (this.outcomes.get(id) === earlier) this.outcomes.delete(id);
		}
		let settle: (taken: boolean) => void = () => {};
		this.outcomes.set(id, new Promise((resolve) => (settle = resolve)));
		if (this.outcomes.size > CAPACITY) this.forgetOldest();
		return { settle };
	}

	private forgetOldest() {
		const [oldest] = this.outcomes.keys();
		this.outcomes.delete(oldest);
	}
}
