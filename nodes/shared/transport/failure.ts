import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { jsonOrText } from './json';

/** What the credential holds was not accepted: asking again with the same would only lock the account. */
export class SignInRefused extends UserError {}

/** The refusal of what is good for one call, which another process may have made. */
export class SignInUsedUp extends SignInRefused {}

/** What went wrong on the connection, in the words of `errors.ts`. */
export type ConnectionFault = 'refused' | 'unknownHost' | 'unreachable' | 'timeout' | 'interrupted';

interface Answer {
	status: number;
	headers: IDataObject;
	body: unknown;
}

/** A request that did not succeed. */
export type Failure =
	/** The API answered; with a status 2xx when only the body says that it failed. */
	| ({ kind: 'answer' } & Answer)
	| { kind: 'connection'; fault: ConnectionFault; code: string }
	/**
	 * There is no token to send the request with; `code` is why, as OAuth 2.0 calls it (RFC 6749, section 5.2), and `usedUp` says
	 * that another process may have one.
	 */
	| { kind: 'signIn'; reason: string; code?: string; usedUp?: boolean }
	/** Anything else, such as a request that n8n's own protection refused to send. */
	| { kind: 'other'; reason: string };

const FAULTS: Record<string, ConnectionFault> = {
	ECONNREFUSED: 'refused',
	ENOTFOUND: 'unknownHost',
	EAI_AGAIN: 'unreachable',
	EHOSTUNREACH: 'unreachable',
	ENETUNREACH: 'unreachable',
	ETIMEDOUT: 'timeout',
	ECONNABORTED: 'timeout',
	ECONNRESET: 'interrupted',
	EPIPE: 'interrupted',
	ERR_BAD_RESPONSE: 'interrupted',
	ERR_NETWORK: 'interrupted',
};

/** These also come on a connection that was there already, after the request was sent. */
const UNREACHABLE_LATER = ['EHOSTUNREACH', 'ENETUNREACH'];

/** What n8n's OAuth2 says before it sends anything: the user has to sign in (again). */
const NOT_SIGNED_IN =
	/^(OAuth credentials not connected|Unable to sign without access token|OAuth access token expired)/;

/** What n8n puts around the reason why there is no first token of an OAuth client. */
const NO_FIRST_TOKEN = /^Failed to acquire OAuth2 access token/;

interface Thrown {
	message?: string;
	code?: string;
	cause?: unknown;
	syscall?: string;
	/** Of n8n's own errors. */
	failure?: { cause?: unknown };
	/** What the login answered, of the errors of n8n's OAuth2 client; as text where it was no JSON. */
	body?: unknown;
	status?: number;
	response?: { status?: number; headers?: IDataObject; data?: unknown };
}

/** Reads what n8n's request helper threw: a `NodeApiError` around the HTTP client's error, or that of its OAuth2 client. */
export function failureOf(thrown: unknown): Failure {
	const error = thrown as Thrown;
	const outer = (error.cause ?? error) as Thrown;
	const cause = NO_FIRST_TOKEN.test(outer.message ?? '')
		? ((outer.cause ?? outer) as Thrown)
		: outer;
	const signIn = signInFailure(cause);
	if (signIn) return signIn;
	const { status = 0, headers = {}, data } = cause.response ?? {};
	// A success that throws is an answer that was cut short.
	if (status >= 300) return { kind: 'answer', status, headers, body: jsonOrText(data) };
	const code = cause.code ?? error.code ?? '';
	const fault =
		UNREACHABLE_LATER.includes(code) && cause.syscall !== 'connect' && cause.syscall !== undefined
			? 'interrupted'
			: FAULTS[code];
	if (fault) return { kind: 'connection', fault, code };
	return { kind: 'other', reason: error.message ?? String(thrown) };
}

/** What the API answered, if it did. Without a token it is as if that were 401. */
export function answerIn(failure: Failure): Answer | undefined {
	if (failure.kind === 'answer') return failure;
	if (failure.kind !== 'signIn') return undefined;
	return { status: 401, headers: {}, body: { message: failure.reason } };
}

/** Fetching or renewing the token failed: by our own call, or as n8n's OAuth2 says it. */
function signInFailure(cause: Thrown): Failure | undefined {
	const { code, body, status, failure, message: reason = '' } = cause;
	if (cause instanceof SignInRefused)
		return { kind: 'signIn', reason, usedUp: cause instanceof SignInUsedUp };
	if (failure?.cause === 'credential-invalid' || NOT_SIGNED_IN.test(reason))
		return { kind: 'signIn', reason, code: 'invalid_grant' };
	if (code === 'EAUTH') {
		const { error, error_description: detail } = (body ?? {}) as Record<string, unknown>;
		const words = [error, detail].filter((word) => typeof word === 'string' && word);
		return {
			kind: 'signIn',
			reason: `The login answered ${words.join(': ') || JSON.stringify(body)}.`,
			code: String(error),
		};
	}
	// The login is real, and has had enough for the moment.
	if (code === 'ESTATUS' && status === 429) return { kind: 'answer', status, headers: {}, body };
	// Whatever it was, it was no answer of a login.
	if (code === 'ESTATUS') return { kind: 'signIn', reason, code: 'noLogin' };
	return undefined;
}

/** The request reached nobody, so that sending it again cannot do anything twice. */
export function neverArrived(failure: Failure): boolean {
	return failure.kind === 'connection' && ['refused', 'unreachable'].includes(failure.fault);
}
