import { randomBytes } from 'node:crypto';
import type { ApiRequest } from './api';
import { isObject } from './body';
import { isStreamed } from './deadline';
import { TRACE_HEADER } from './errors';
import { Failed } from './retry';

/** `{}`, and no body that is read as it is sent, nor a list. */
export const isEmpty = (body: ApiRequest['body']) =>
	isObject(body) && !isStreamed(body) && Object.keys(body).length === 0;

/** Whether this answer is one to the request, whatever its status says. */
export const isAccepted = (
	{ acceptStatuses = [], isNone }: ApiRequest,
	status: number,
	body: unknown,
) => acceptStatuses.includes(status) || (status === 404 && isNone?.(body) === true);

/** The request with a trace id as Zipkin's B3 headers have it: 128 bits in hexadecimal digits. */
export function traced(request: ApiRequest): ApiRequest {
	const id = request.traceId || randomBytes(16).toString('hex');
	return { ...request, headers: { ...request.headers, [TRACE_HEADER]: id } };
}

/** Whether the answer is 403, to what was not carried out then. */
export const isForbidden = (result: unknown) =>
	result instanceof Failed && result.failure.kind === 'answer' && result.failure.status === 403;
