import { NodeApiError, UserError } from 'n8n-workflow';
import type { Advice, BayeuxMessage, Meta } from './protocol';

/** What to do about a failure: go on with the same session, begin a new one, or end. */
type Consequence = 'retry' | 'handshake' | 'fatal';

/** A failure, and what it means for the session. `cause` is the error to show to people. */
export class SessionFailure extends Error {
	private constructor(
		readonly consequence: Consequence,
		override readonly cause: Error,
		/** Milliseconds that the server asked to wait. */
		readonly retryAfter = 0,
		/** Whether something other than a CometD server answered: the endpoint may be another one. */
		readonly isElsewhere = false,
	) {
		super(cause.message);
	}

	/** Ends the session when `onOpen` throws it; `run()` then rejects with `cause`. */
	static fatal(cause: Error): SessionFailure {
		return new SessionFailure('fatal', cause);
	}

	/** Goes on with the same session. */
	static retry(message: string): SessionFailure {
		return new SessionFailure('retry', new Error(message));
	}

	/** What answered is no CometD server. */
	static elsewhere(message: string): SessionFailure {
		return new SessionFailure('retry', new UserError(message), 0, true);
	}

	/** Reads what `send` or `onOpen` threw. */
	static from(thrown: unknown): SessionFailure {
		if (thrown instanceof SessionFailure) return thrown;
		const error = thrown instanceof Error ? thrown : new Error(String(thrown));
		// Without an answer there is none: 0 would be a success to what follows.
		const status = error instanceof NodeApiError ? Number(error.httpCode ?? NaN) : NaN;
		// The sign-in was renewed below, as far as that is possible.
		if (status === 401 || status === 403) return SessionFailure.fatal(error);
		// What a server does not want once, it will not want again; only a new session can help.
		const isRefused = status >= 400 && status < 500 && ![408, 425, 429].includes(status);
		const isElsewhere = status < 300 || status === 404 || status === 405;
		return new SessionFailure(
			isRefused ? 'handshake' : 'retry',
			error,
			waitAskedBy(error),
			isElsewhere,
		);
	}

	/** What the replies to a meta message mean, undefined when all is well; `hint` says what to check when it is a subscription that is refused. */
	static inReplies(meta: Meta, replies: BayeuxMessage[], advice: Advice, hint?: string) {
		const refusal = replies.find(({ successful }) => successful !== true);
		const reason = refusal ? (refusal.error ?? 'no reason given') : '';
		const told = refusal
			? `Genesys refused the ${meta} of the notification session (${reason})`
			: 'Genesys ended the notification session';
		const shown = meta === 'subscribe' && refusal && hint ? `${told}. ${hint}` : told;
		if (advice.reconnect === 'none') return SessionFailure.fatal(denied(shown));
		// 402 is what the protocol says; some servers say the words with another number.
		const isLost = /^402:|unknown client/i.test(reason);
		const isAdvised = advice.reconnect === 'handshake' && (refusal || meta !== 'handshake');
		if (isLost || isAdvised) return new SessionFailure('handshake', new Error(told));
		if (meta === 'subscribe' && /^40[0134]:/.test(reason))
			return SessionFailure.fatal(denied(shown));
		return refusal && SessionFailure.retry(told);
	}
}

/** Milliseconds that the answer asked to wait, of an error that came of one; 0 when it did not. */
export function waitAskedBy(error: unknown): number {
	const { retryAfter } = error instanceof NodeApiError ? error.context : {};
	return typeof retryAfter === 'number' ? retryAfter : 0;
}

function denied(message: string): UserError {
	return new UserError(message, {
		description:
			'Check that the account of the credential may receive notifications, and the names of the channels. ' +
			'Then activate the workflow again.',
	});
}
