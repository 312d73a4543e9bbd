import type { IDataObject } from 'n8n-workflow';
import { measureBusyness } from './busyness';
import { Latency, Level, START } from './level';
import { Pace } from './pace';
import type { Failure } from './failure';
import { Failed, retryAfter } from './retry';

/** How long is kept what was learned about a server, after its last request. */
const KEPT_MS = 300_000;

/** Of a request during which this process was busier than this, the time says little of the server. */
const BUSY = 0.5;

/** A process that is busier than this would do no more with more requests under way. */
const FULLY_BUSY = 0.95;

/** What is known of a server: how much at once, and how fast. */
interface Limit {
	level: Level;
	pace: Pace;
	used: number;
}

/** Of this process, by server and credential. */
const limits = new Map<string, Limit>();

/** What a request is to the limits. */
export interface Turn {
	/** Which ones are answered alike, so that their latencies can be compared; nothing for one whose time says nothing. */
	kind?: string;
	/** Whether to wait no longer: then it is sent, to fail by itself. */
	stopped: () => boolean;
}

/** The way of one run to a server: each of its requests waits here until it may be sent. */
export class Lane {
	private readonly latencies = new Map<string, Latency>();
	/** Requests that were sent, and have no answer yet. */
	private busy = 0;

	/** @param concurrency how many requests at once, when the user says so; they keep to the pace that all have in common */
	constructor(
		private readonly limit: Limit,
		private readonly concurrency?: number,
		private readonly level = concurrency === undefined ? limit.level : new Level(concurrency),
	) {}

	/** How many requests of all runs went through. */
	get passed(): number {
		return this.limit.pace.passed;
	}

	/**
	 * How many more things may be begun when so many are under way. Not many more than have a request under way: what waits for
	 * anything else, such as an export or its turn, is no reason to begin with the next. So not many are still sent when the run is to
	 * stop, nor before those of another run.
	 */
	room(running: number): number {
		if (this.concurrency !== undefined) return this.concurrency - running;
		const most = Math.max(START, this.level.width);
		return Math.min(most - running, START - (running - this.busy));
	}

	/** Sends a request when it is its turn, and learns from what becomes of it. */
	async run<T>({ kind, stopped }: Turn, send: () => Promise<T | Failed>): Promise<T | Failed> {
		const { pace } = this.limit;
		const hasPlace = await this.level.enter(stopped);
		try {
			const waited = await pace.turn(stopped);
			const sent = Date.now();
			const busyness = measureBusyness();
			let result: T | Failed | undefined;
			this.busy++;
			try {
				result = await send();
			} finally {
				this.busy--;
				this.limit.used = Date.now();
				pace.ended(headersOf(result));
			}
			this.learn(result, { kind, sent, waited, busy: busyness() });
			return result;
		} finally {
			if (hasPlace) this.level.leave();
		}
	}

	private learn(
		result: unknown,
		{ kind, sent, waited, busy }: { kind?: string; sent: number; waited: boolean; busy: number },
	): void {
		const { pace } = this.limit;
		const failure = result instanceof Failed ? result.failure : undefined;
		if (!failure) pace.answered(waited);
		const overload = failure && overloadOf(failure);
		if (overload) {
			if (overload.asked !== undefined || overload.isLimit) pace.refused(sent, overload.asked);
			this.level.refused(sent, overload);
		} else if (kind !== undefined && (!failure || failure.kind === 'answer')) {
			const latency = this.latencyOf(kind);
			if (busy < BUSY) latency.add(Date.now() - sent);
			if (pace.isLimiting || busy > FULLY_BUSY) return;
			this.level.answered(sent, busy < BUSY ? latency.load : 0);
		}
	}

	private latencyOf(kind: string): Latency {
		let latency = this.latencies.get(kind);
		if (!latency) this.latencies.set(kind, (latency = new Latency()));
		return latency;
	}
}

/** A way that nobody else goes, with as many at once as come unless the user says how many. */
export function ownLane(concurrency = Infinity): Lane {
	return new Lane(newLimit(), concurrency);
}

/**
 * The way of a run to a server, whose limits all runs of this process with the same server and credential share.
 *
 * @param server names both
 * @param concurrency how many requests at once; found out when undefined
 */
export function sharedLane(server: string, concurrency?: number): Lane {
	const now = Date.now();
	for (const [known, { used }] of limits) {
		if (now - used > KEPT_MS) limits.delete(known);
	}
	const limit = limits.get(server) ?? newLimit();
	limit.used = now;
	limits.set(server, limit);
	return new Lane(limit, concurrency);
}

const newLimit = (): Limit => ({ level: new Level(), pace: new Pace(), used: Date.now() });

function headersOf(result: unknown): IDataObject {
	const { failure, headers } = (result ?? {}) as Partial<Failed> & { headers?: IDataObject };
	return (failure?.kind === 'answer' ? failure.headers : headers) ?? {};
}

/** What a failure says about the load of the server, if anything. */
function overloadOf(failure: Failure) {
	if (failure.kind === 'connection') {
		const isLate = failure.fault === 'timeout';
		return { isLimit: false, isLost: false, isLate, asked: undefined };
	}
	if (failure.kind !== 'answer' || ![429, 502, 503, 504].includes(failure.status)) return undefined;
	const isLimit = failure.status === 429;
	const after = retryAfter(failure.headers['retry-after']);
	const asked = isLimit || failure.status === 503 ? after : undefined;
	return { isLimit, isLost: !isLimit && asked === undefined, isLate: false, asked };
}
