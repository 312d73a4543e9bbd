import { ApiError } from '../core/errors';
import type { WebServicesSettings } from './model';

/** An operation that is refused: `{status: 'error', errorDescription}`, by default with 200. */
export class Refusal extends ApiError {
	/** @param httpStatus answered only when the settings want a 4xx */
	constructor(
		httpStatus: number,
		readonly description: string,
		refusals: WebServicesSettings['refusals'],
	) {
		super(refusals === 'ok' ? 200 : httpStatus, description);
	}
}

/** The `statusCode` of a sign-in that failed. */
const NOT_AUTHENTICATED = 20;

/** The shape of all errors: that of an operation, and `statusCode` elsewhere, which repeats the HTTP status but for 401. */
export function errorBody(error: ApiError): unknown {
	const { status, message, detail } = error;
	if (error instanceof Refusal) return { status: 'error', errorDescription: error.description };
	const statusCode = status === 401 ? NOT_AUTHENTICATED : status;
	return { statusCode, statusMessage: detail ? `${message}: ${detail}` : message };
}
