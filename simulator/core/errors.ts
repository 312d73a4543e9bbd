import type { FastifyError } from 'fastify';

/** Thrown by a handler: becomes an answer with this HTTP status, in the error shape of the API. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly detail = '',
	) {
		super(message);
	}
}

/** Refused by the gateway in front of the API: `{message}`, whatever the API's own error shape is. */
export class GatewayError extends ApiError {}

/** What the server makes of an error: a schema that does not fit is a 400, a bug a 500. */
export function toApiError(error: FastifyError | ApiError): ApiError {
	if (error instanceof ApiError) return error;
	if (error.validation) {
		return new ApiError(400, 'Invalid request parameters provided.', error.message);
	}
	const status = error.statusCode ?? 500;
	const message = status < 500 ? error.message : 'Internal Server Error';
	return new ApiError(status, message, error.message);
}

/** An error shape that several APIs share: the HTTP status as code, and the reason as detail. */
export function statusWithReason({ status, message, detail }: ApiError) {
	return { status: { code: status, message, ...(detail ? { detail: { reason: detail } } : {}) } };
}
