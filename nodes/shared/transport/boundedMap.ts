/** A map that forgets what was set first when it has more than so many entries: for what must not grow as long as the process lives. */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
	/** @param capacity the most entries */
	constructor(private readonly capacity: number) {
		super();
	}

	/** Sets an entry; what it replaces keeps its age. */
	override set(key: Key, value: Value): this {
		super.set(key, value);
		if (this.size > this.capacity) {
			const [oldest] = this.keys();
			this.delete(oldest);
		}
		return this;
	}
}
