import type { IDataObject } from 'n8n-workflow';
import { Line } from './line';
import { pause } from './pause';
import { Quota } from './quota';
import { backoff, LONGEST_RETRY_AFTER_MS } from './retry';

/** How much of the rate that is too high is sent after that was learned. */
const BELOW = 0.95;
/** It was growing fast. */
const BELOW_OVERSHOT = 0.87;
/** It was refused again soon. */
const WELL_BELOW = 0.8;

/** By how much of itself the rate grows in a unit of time: up to what may be right, and from there on. */
const SEARCHING = 0.1;
const HOLDING = 0.002;

/** After so many units of time without a refusal, growth gains speed: the limit may be another one by now. */
const HELD_UNITS = 10;

/** Rates per millisecond: a slower one is left to the waits that a server asks for, a faster one is none. */
const SLOWEST = 1 / 1000;
const FASTEST = 1;

/** What was not sent in time is made up for, up to so many milliseconds. */
const CATCH_UP_MS = 25;

/** Several processes do not come back at the same moment. */
const SPREAD_MS = 250;

const IDLE_MS = 2_000;

/** Nothing is told to wait for longer: what seems to be was, before the clock was put back. */
const FURTHEST_MS = LONGEST_RETRY_AFTER_MS + 2_000;

/**
 * How fast requests follow each other. As fast as they come, until the server refuses some because there are too many; then as fast as
 * they went through before, faster little by little, and less fast with each further refusal. Whoever is told to wait, all wait.
 */
export class Pace {
	/** Requests that went through. */
	passed = 0;
	private until = 0;
	private rate = Infinity;
	/** When the next one may be sent, by the rate. */
	private due = 0;
	private readonly quota = new Quota();
	private underWay = 0;
	private readonly line = new Line();
	private pumping = false;
	private lastSent = 0;
	/** Since the last wait ended: when that was, and what went through. */
	private cycle = { start: 0, passed: 0 };
	private cutAt = 0;
	/** Refusals since something went through. */
	private streak = 0;
	private unit = 1_000;
	private unitsHeld = 0;
	/** Up to where the rate grows fast. */
	private goal = Infinity;

	/** Whether somebody waits: then it is not the number of places that keeps requests from being sent. */
	get isLimiting(): boolean {
		return this.line.length > 0;
	}

	/** Waits until a request may be sent, or is to wait no longer. @returns whether it had to wait */
	async turn(stopped: () => boolean): Promise<boolean> {
		if (this.line.length === 0 && this.left() <= 0) {
			this.take();
			return false;
		}
		const called = this.line.wait(stopped);
		if (!this.pumping) void this.pump();
		// It is sent to fail by itself: that costs the others no time.
		if (!(await called)) this.underWay++;
		return true;
	}

	/** Learns that a request has ended, whatever became of it, with the headers of the answer if there is one. */
	ended(headers: IDataObject): void {
		this.underWay--;
		this.quota.read(headers, this.underWay);
	}

	/** Learns that a request went through; `waited` is what its `turn` said. */
	answered(waited: boolean): void {
		this.passed++;
		this.cycle.passed++;
		this.streak = 0;
		if (!waited || this.rate === Infinity) return;
		const units = 1 / (this.rate * this.unit);
		this.unitsHeld += units;
		const gain = Math.max(1, this.unitsHeld / HELD_UNITS) ** 2;
		this.rate *= 1 + units * (this.rate < this.goal ? SEARCHING : HOLDING * gain);
		if (this.rate > FASTEST) this.rate = Infinity;
	}

	/**
	 * Learns that a request was refused because there are too many.
	 *
	 * @param sent when it was; what was under way when that was learned before tells nothing new
	 * @param asked milliseconds to wait, if the server said so
	 */
	refused(sent: number, asked: number | undefined): void {
		const now = Date.now();
		const isNew = sent > this.cutAt;
		if (isNew) this.streak++;
		const wait = Math.max(asked ?? 0, backoff(Math.max(0, this.streak - 1)));
		const until = now + (wait > LONGEST_RETRY_AFTER_MS ? 0 : wait);
		if (isNew) {
			this.cut(now, until);
			this.cutAt = now;
		}
		this.hold(until + (isNew ? SPREAD_MS * Math.random() : 0));
	}

	/** Nothing is sent until then. */
	private hold(until: number): void {
		if (until <= this.until) return;
		this.until = until;
		this.due = until;
		this.cycle = { start: until, passed: 0 };
	}

	/** Lowers the rate. The wait is part of what it took for what went through before. */
	private cut(now: number, until: number): void {
		const { start, passed } = this.cycle;
		const took = Math.max(1, until - start);
		this.unitsHeld = 0;
		if (this.rate === Infinity) {
			// Where nothing went through, nothing tells how much would.
			if (passed === 0) return;
			this.unit = Math.min(took, 1_000);
			this.rate = Math.max(SLOWEST, (BELOW * passed) / took);
			this.goal = Infinity;
			return;
		}
		const isSoon = now - start < 3 * this.unit;
		const isRight = this.goal === Infinity ? BELOW_OVERSHOT : BELOW;
		this.goal = this.rate * isRight;
		this.rate = Math.max(SLOWEST, this.rate * (isSoon ? WELL_BELOW : isRight));
	}

	/** Milliseconds until the next one may be sent. */
	private left(): number {
		const now = Date.now();
		if (Math.max(this.until, this.due) > now + FURTHEST_MS) this.until = this.due = now;
		return Math.max(this.until, this.due, this.quota.due(now)) - now;
	}

	private take(): void {
		const now = Date.now();
		if (now - this.lastSent > IDLE_MS && now - this.cycle.start > IDLE_MS) {
			this.cycle = { start: now, passed: 0 };
		}
		this.lastSent = now;
		this.underWay++;
		this.quota.take();
		this.due = Math.max(this.due, now - CATCH_UP_MS) + 1 / this.rate;
	}

	private async pump(): Promise<void> {
		this.pumping = true;
		while (this.line.length > 0) {
			const left = this.left();
			if (left > 0) await pause(left, () => this.line.length === 0 || this.left() <= 0);
			else {
				this.take();
				this.line.next();
			}
		}
		this.pumping = false;
	}
}
