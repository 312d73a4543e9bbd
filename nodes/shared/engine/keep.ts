/** What is kept for a run, and has to be ended. */
export interface Kept {
	/** Called once, when no item is worked on any more. */
	close: () => Promise<void>;
}

/** What is kept under a name, opened when an item asks for it first. Who asks by the same name asks for the same kind of thing. */
export type Keep = <T extends Kept>(name: string, open: () => T) => T;

/**
 * What all items of a run use together and none of them may end, such as a session.
 *
 * @returns `closeAll` ends it, whatever became of the run; it never rejects
 */
export function openKeep(): { keep: Keep; closeAll: () => Promise<void> } {
	const kept = new Map<string, Kept>();
	return {
		keep<T extends Kept>(name: string, open: () => T): T {
			const known = kept.get(name) ?? open();
			kept.set(name, known);
			return known as T;
		},
		async closeAll() {
			await Promise.allSettled([...kept.values()].map(async (one) => await one.close()));
		},
	};
}
