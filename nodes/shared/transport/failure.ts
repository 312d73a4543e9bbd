import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

/** What the credential holds was not accepted: asking again with the same would only lock the account. */
export class SignInRefused extends UserError {}

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
	/** There is no token to send the request with. */
	| { kind: 'signIn'; reason: string }
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

/** Reads what n8n's request helper threw: a `NodeApiError` around the HTTP client's error. */
export function failureOf(thrown: unknown): Failure {
	const error = thrown as { code?: string; cause?: unknown; message?: string; httpCode?: string };
	const cause = (error.cause ?? error) as {
		code?: string;
		syscall?: string;
		response?: { status?: number; headers?: IDataObject; data?: unknown };
	};
	if (isSignInFailure(cause)) {
		const { message } = cause as unknown as Error;
		return { kind: 'signIn', reason: message };
	}
	const { status = 0, headers = {}, data } = cause.response ?? {};
	// A success that throws is an answer that was cut short.
	if (status >= 300) return { kind: 'answer', status, headers, body: data };
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

/** Fetching or renewing the token failed for good: by our own call, or as n8n's OAuth2 says it. */
function isSignInFailure(cause: object): boolean {
	const { failure, message } = cause as { failure?: { cause?: unknown }; message?: unknown };
	return (
		cause instanceof SignInRefused ||
		failure?.cause === 'credential-invalid' ||
		message === 'OAuth credentials not connected'
	);
}

/** The request reached nobody, so that sending it again cannot do anything twice. */
export function neverArrived(failure: Failure): boolean {
	return failure.kind === 'connection' && ['refused', 'unreachable'].includes(failure.fault);
}
