import type { ApiRequest } from './api';
import { neverArrived, type Failure } from './failure';
import { pause } from './pause';

const FIRST_WAIT_MS = 500;
const LONGEST_BACKOFF_MS = 16_000;

/** A server that asks for more patience than this is better answered with an error than with a hanging workflow. */
export const LONGEST_RETRY_AFTER_MS = 60_000;

/** How long one request may take with all its waits, also for a server that lets others of the same run through meanwhile. */
export const LONGEST_MS = 600_000;

/** A request that did not succeed. */
export class Failed {
	constructor(
		readonly failure: Failure,
		/** The address that failed, when it is other than that of the request. */
		readonly address = '',
		/** Whether it was sent before, and may have been carried out then. */
		readonly mayBeDone = false,
	) {}
}

/**
 * Sends requests again as far as that is safe (see `retryDelay`). Who is told to wait does so in the lane, as all others there.
 *
 * A limit of requests per minute refuses whoever comes late, and by chance the same request again and again. So a wait that
 * the server asked for costs no retry when others went through since the request was refused before, or was begun; up to
 * `LONGEST_MS` of such waits.
 *
 * @param maxRetries how often one request is sent again; 0 for never
 * @param lane where the attempts wait for their turn
 * @returns what the attempt gave, which is told whether an earlier one may have been carried out; or the failure of the last one
 */
export function openRetries(maxRetries: number, lane: { readonly passed: number }) {
	/** @param end when it is not sent again any more, whatever is left of its retries */
	return async function withRetries<T>(
		request: Pick<ApiRequest, 'method' | 'idempotent'>,
		attempt: (mayBeDone: boolean) => Promise<T | Failed>,
		stopped: () => boolean,
		end = Infinity,
	): Promise<T | Failed> {
		let retries = 0;
		let queued = 0;
		let seen = lane.passed;
		let mayBeDone = false;
		for (;;) {
			const result = await attempt(mayBeDone);
			if (!(result instanceof Failed)) return result;
			const { failure, address } = result;
			const failed = new Failed(failure, address, mayBeDone);
			const delay = maxRetries > 0 ? retryDelay(failure, request, retries) : undefined;
			if (delay === undefined || Date.now() + delay > end || stopped()) return failed;
			queued += delay;
			const inQueue = lane.passed > seen && isToldToWait(failure) && queued <= LONGEST_MS;
			seen = lane.passed;
			mayBeDone ||= isInDoubt(failure);
			if (!inQueue && retries++ >= maxRetries) return failed;
			await pause(delay, stopped);
			if (stopped()) return failed;
		}
	};
}

/** Whether what failed so may have been carried out: then only what does no harm when it is done twice is sent again. */
const isInDoubt = (failure: Failure) => retryDelay(failure, { method: 'POST' }, 0) === undefined;

/** For a while: who is told to come back at once would do so without end. */
const isToldToWait = (failure: Failure) =>
	failure.kind === 'answer' && Boolean(retryAfter(failure.headers['retry-after']));

/**
 * Milliseconds to wait before the request is sent again; undefined when it must not be.
 *
 * 429 and 503 with Retry-After are an invitation to come back, whatever the method; one to come back at once is not taken
 * at its word. All else is only repeated when a second sending cannot do harm: GET, PUT, DELETE, and a POST that says so of
 * itself.
 *
 * @param attempt how many times the request was sent before this failure, from 0
 */
export function retryDelay(
	failure: Failure,
	request: Pick<ApiRequest, 'method' | 'idempotent'>,
	attempt: number,
): number | undefined {
	const idempotent =
		request.idempotent ?? ['GET', 'HEAD', 'PUT', 'DELETE'].includes(request.method);
	if (failure.kind === 'connection') {
		const mayRepeat = failure.fault !== 'unknownHost' && (idempotent || neverArrived(failure));
		return mayRepeat ? backoff(attempt) : undefined;
	}
	if (failure.kind !== 'answer') return undefined;

	const asked = retryAfter(failure.headers['retry-after']);
	if (failure.status === 429 || (failure.status === 503 && asked !== undefined)) {
		return (asked ?? 0) > LONGEST_RETRY_AFTER_MS
			? undefined
			: Math.max(asked ?? 0, backoff(attempt));
	}
	return idempotent && [502, 503, 504].includes(failure.status) ? backoff(attempt) : undefined;
}

/**
 * Reads a Retry-After header (RFC 9110, section 10.2.3: seconds, or an HTTP date).
 *
 * @returns milliseconds from now, undefined when there is no usable value
 */
export function retryAfter(header: unknown, now = Date.now()): number | undefined {
	const text = String((Array.isArray(header) ? header[0] : header) ?? '').trim();
	if (/^\d+$/.test(text)) return Number(text) * 1000;
	const date = /[a-z]/i.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** How long to wait before another attempt. Doubles with each; the random half keeps items that failed together from coming back together. */
export function backoff(attempt: number): number {
	const full = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_BACKOFF_MS);
	return full / 2 + (full / 2) * Math.random();
}
