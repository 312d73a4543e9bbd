import { ApiError } from '../core/errors';

interface More {
	/** Values for the `{name}` parts of the message. */
	params?: Record<string, string>;
	details?: Array<{ errorCode: string; fieldName: string }>;
}

/** An error of Genesys Cloud: besides its message it has a code that programs can tell it by. */
export class CloudError extends ApiError {
	constructor(
		status: number,
		readonly code: string,
		readonly template: string,
		readonly more: More = {},
	) {
		super(
			status,
			template.replace(/\{(\w+)\}/g, (part, name: string) => more.params?.[name] ?? part),
		);
	}
}

const CODES: Record<number, string> = {
	400: 'bad.request',
	401: 'bad.credentials',
	403: 'not.authorized',
	404: 'not.found',
	409: 'request.conflict',
	413: 'request.entity.too.large',
	415: 'unsupported.media.type',
	429: 'too.many.requests',
	503: 'service.unavailable',
	504: 'request.timeout',
};

/** The body that Genesys Cloud gives every error. @param contextId what `ININ-Correlation-Id` says */
export function errorBody(error: ApiError, contextId: string) {
	const { status, message } = error;
	const cloud = error instanceof CloudError ? error : undefined;
	return {
		message,
		code: cloud?.code ?? CODES[status] ?? 'internal.server.error',
		status,
		messageWithParams: cloud?.template ?? message,
		messageParams: cloud?.more.params ?? {},
		contextId,
		details: cloud?.more.details ?? [],
		errors: [],
	};
}

/** 404 */
export const notFound = (what: string, id: string) =>
	new CloudError(404, 'not.found', `The requested resource was not found: ${what} {id}.`, {
		params: { id },
	});

/** 400 */
export const badRequest = (message: string, fieldName?: string) =>
	new CloudError(400, 'bad.request', message, {
		details: fieldName ? [{ errorCode: 'bad.request', fieldName }] : [],
	});

/** 409 */
export const conflict = (message: string) => new CloudError(409, 'request.conflict', message);
