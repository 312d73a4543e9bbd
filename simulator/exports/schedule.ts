import { Cron } from 'croner';
import { ApiError } from '../core/errors';
import type { JobDefinition } from './model';

/** `2026-01-31`, or with a time and a zone. */
const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2}))?$/;

/** @throws ApiError 400 when it is not a date, or a time without a zone */
export function parseDate(name: string, text: string): number {
	const time = ISO.test(text) ? Date.parse(text) : Number.NaN;
	if (Number.isNaN(time)) {
		throw new ApiError(
			400,
			'Invalid request parameters provided.',
			`${name} is not an ISO 8601 date`,
		);
	}
	return time;
}

/** When a job runs: at once, once at a date, or by a cron (UTC) from a date on. */
export class Schedule {
	/** When the next run is due, in milliseconds since 1970; null = never again. */
	nextAt: number | null = null;
	readonly kind: 'immediately' | 'cron' | 'startDate';
	private readonly cron?: Cron;
	private readonly startAt: number;
	/** The date the cron named for `nextAt`, which comes sooner when the cron is sped up. */
	private cursor = 0;
	private first = true;
	private left: number;

	/** @throws ApiError 400 when nothing says when, or a value makes no sense */
	constructor({ immediately, cron, runs, startDate }: JobDefinition['schedulerParam']) {
		if (!immediately && !cron && !startDate) {
			throw invalid('schedulerParam needs immediately, cron or startDate');
		}
		if (runs && !/^\d{1,9}$/.test(runs)) throw invalid('runs is not a whole number');
		this.kind = immediately ? 'immediately' : cron ? 'cron' : 'startDate';
		this.startAt = startDate ? parseDate('startDate', startDate) : 0;
		this.left = cron ? Number(runs) || Infinity : 1;
		try {
			if (cron) this.cron = new Cron(cron, { paused: true, timezone: 'UTC' });
		} catch (error) {
			throw invalid((error as Error).message);
		}
	}

	/** Looks for the next run, from the start or after a pause; what was missed stays missed. */
	plan(now: number, delayMs: number, speed: number): void {
		if (this.left === 0) this.nextAt = null;
		else if (this.first && this.kind === 'immediately') this.nextAt = this.cursor = now + delayMs;
		else if (this.cron) this.follow(now, now, speed);
		else this.nextAt = Math.max(now, this.startAt);
	}

	/** Call it when the run of `nextAt` begins. */
	started(speed: number): void {
		this.first = false;
		this.left--;
		if (this.left === 0) this.nextAt = null;
		else this.skip(speed);
	}

	/** The run of `nextAt` does not happen, and does not count. */
	skip(speed: number): void {
		if (this.nextAt !== null) this.follow(this.nextAt, this.cursor, speed);
	}

	stop(): void {
		this.nextAt = null;
	}

	/** @param from the time of the cron at `now` */
	private follow(now: number, from: number, speed: number): void {
		const next = this.cron?.nextRun(new Date(Math.max(from, this.startAt - 1)))?.getTime();
		this.nextAt = next === undefined ? null : now + (next - from) / speed;
		this.cursor = next ?? from;
	}
}

function invalid(detail: string): ApiError {
	return new ApiError(400, 'Invalid request parameters provided.', detail);
}
