import { BoundedMap } from '../../transport/boundedMap';

/** Milliseconds in which the same is said once. */
const SPAN_MS = 60_000;

/** Of how many things it is remembered when they were said. */
const REMEMBERED = 1_000;

/** What is to be said once a minute at most, however often it happens: anybody can have it happen, and logs are not to fill with it. */
export class Rarely {
	private readonly said = new BoundedMap<string, { at: number; unsaid: number }>(REMEMBERED);

	/**
	 * To be called each time that it happens.
	 *
	 * @param what one of a few things
	 * @returns how often it was not said since it was said last, when it is to be said now; else undefined
	 */
	count(what: string): number | undefined {
		const last = this.said.get(what);
		if (last && Date.now() < last.at + SPAN_MS) {
			last.unsaid++;
			return undefined;
		}
		this.said.set(what, { at: Date.now(), unsaid: 0 });
		return last?.unsaid ?? 0;
	}
}
