import type { ApiRequest } from './api';
import { neverArrived, type Failure } from './failure';

const FIRST_WAIT_MS = 500;
const LONGEST_BACKOFF_MS = 16_000;

/** A server that asks for more patience than this is better answered with an error than with a hanging workflow. */
export const LONGEST_RETRY_AFTER_MS = 60_000;

/**
 * Milliseconds to wait before the request is sent again; undefined when it must not be.
 *
 * 429 and 503 with Retry-After are an invitation to come back, whatever the method. All else is only repeated when
 * a second sending cannot do harm: GET, PUT, DELETE, and a POST that says so of itself.
 *
 * @param attempt how many times the request was sent before this failure, from 0
 */
export function retryDelay(
	failure: Failure,
	request: Pick<ApiRequest, 'method' | 'repeatable'>,
	attempt: number,
): number | undefined {
	const repeatable =
		request.repeatable ?? ['GET', 'HEAD', 'PUT', 'DELETE'].includes(request.method);
	if (failure.kind === 'connection') {
		const mayRepeat = failure.fault !== 'unknownHost' && (repeatable || neverArrived(failure));
		return mayRepeat ? backoff(attempt) : undefined;
	}
	if (failure.kind !== 'answer') return undefined;

	const asked = retryAfter(failure.headers['retry-after']);
	if (failure.status === 429 || (failure.status === 503 && asked !== undefined)) {
		if (asked === undefined) return backoff(attempt);
		return asked <= LONGEST_RETRY_AFTER_MS ? asked : undefined;
	}
	return repeatable && [502, 503, 504].includes(failure.status) ? backoff(attempt) : undefined;
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

/** Doubles with each attempt; the random half keeps items that failed together from coming back together. */
function backoff(attempt: number): number {
	const full = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_BACKOFF_MS);
	return full / 2 + (full / 2) * Math.random();
}
