import { Line } from './line';

/** Where it starts, and below which latency alone does not take it. */
export const START = 10;

const MOST = 400;

/** Up to here it grows slowly: a limit of some requests per second is then met by few. */
const CAREFUL = 25;

/** As many times the least latency is no sign of load yet, and as many are one. */
const TOLERATED = 2;
const LOADED = 3;

/** How much of a new latency goes into the average. */
const WEIGHT = 0.1;

/** For so many milliseconds the least latency holds: it can change for other reasons than load. */
const LATENCY_HOLDS_MS = 10_000;

/** The latencies of one kind of request, as one run sees them. */
export class Latency {
	private average?: number;
	private least = Infinity;
	private leastBefore = Infinity;
	private since = Date.now();

	/** Takes an answer into account. */
	add(time: number): void {
		const now = Date.now();
		if (now - this.since > LATENCY_HOLDS_MS) {
			this.leastBefore = this.least;
			this.least = Infinity;
			this.since = now;
		}
		// Less than a clock of milliseconds can tell is no measure.
		const own = Math.max(1, time);
		this.least = Math.min(this.least, own);
		this.average = this.average === undefined ? own : this.average + WEIGHT * (own - this.average);
	}

	/** The average, as a multiple of the least. */
	get load(): number {
		return (this.average ?? 0) / Math.min(this.least, this.leastBefore);
	}
}

/**
 * How many requests are under way at once. Unless the user says how many, it finds out how many a server takes: it doubles with
 * each round trip while the latency stays that of an idle server (slow start), shrinks as the latency grows (a gradient, as in TCP
 * Vegas), and is halved where the server refuses (additive increase, multiplicative decrease).
 */
export class Level {
	private value: number;
	private held = 0;
	private readonly line = new Line();
	private growth: 'doubling' | 'probing' | 'adding' = 'doubling';
	private changed = 0;
	private most = MOST;

	/** @param fixed what the user says */
	constructor(private readonly fixed?: number) {
		this.value = fixed ?? START;
	}

	/** How many requests may be under way. */
	get width(): number {
		return Math.floor(this.value);
	}

	/** Waits for a place. @returns whether there is one, to be given back by `leave` */
	async enter(stopped: () => boolean): Promise<boolean> {
		if (this.held < this.width && this.line.length === 0) {
			this.held++;
			return true;
		}
		return await this.line.wait(stopped);
	}

	/** Gives a place back. */
	leave(): void {
		this.held--;
		this.admit();
	}

	/**
	 * Learns from an answer of a server that is well.
	 *
	 * @param sent when the request was
	 * @param load of `Latency`; 0 when it cannot be told
	 */
	answered(sent: number, load: number): void {
		if (this.fixed !== undefined) return;
		if (load > TOLERATED && this.growth === 'doubling') this.growth = 'probing';
		if (load > LOADED && sent > this.changed) {
			this.change(Math.max(this.value / 2, (this.value * TOLERATED) / load), START);
		} else if (load <= TOLERATED && this.held >= 0.8 * this.width) {
			this.value = Math.min(this.most, this.value + this.step());
			this.admit();
		}
	}

	/**
	 * Learns that the server could not take a request. What was under way when that was learned before tells nothing new.
	 *
	 * @param isLost such a request may not be repeated: so many at once are not tried again
	 * @param isLate it had no answer in time, which can be its own doing; with few places, such ones would hold up all others
	 */
	refused(sent: number, { isLost, isLate }: { isLost: boolean; isLate: boolean }): void {
		if (this.fixed !== undefined || sent <= this.changed) return;
		this.growth = 'adding';
		if (isLost) this.most = Math.max(START, this.value / 2);
		this.change(this.value / 2, isLate ? START : 1);
	}

	private change(value: number, least: number): void {
		this.value = Math.max(Math.min(this.value, least), value);
		this.changed = Date.now();
	}

	/** What an answer adds, of which each round trip has as many as there are places. */
	private step(): number {
		if (this.growth === 'doubling') return this.value < CAREFUL ? 0.3 : 1;
		return this.growth === 'probing' ? 1 / Math.sqrt(this.value) : 1 / this.value;
	}

	private admit(): void {
		while (this.held < this.width && this.line.length > 0) {
			this.held++;
			this.line.next();
		}
	}
}
