import type { FastifyRequest } from 'fastify';
import { ApiError } from './errors';

declare module 'fastify' {
	interface FastifyContextConfig {
		/** The body is a form and not JSON. */
		form?: boolean;
		/** The body stays as the content type parser left it: the route looks at the bytes itself. */
		raw?: boolean;
	}
}

/**
 * The body of a request as its route wants it.
 * @throws ApiError 400 when it cannot be read
 */
export function parseBody(request: FastifyRequest): unknown {
	const { form, raw } = request.routeOptions.config;
	if (raw) return request.body;
	return form ? parseForm(request) : parseJson(request);
}

/** @throws ApiError 400 when the bytes of the body are not JSON, or not declared to be */
export function parseJson(request: FastifyRequest): unknown {
	const bytes = request.body as Buffer | undefined;
	if (!bytes?.length) return undefined;
	const contentType = request.headers['content-type'] ?? '';
	if (!/^application\/json\s*(;|$)/i.test(contentType)) {
		throw new ApiError(400, 'Content-Type must be application/json', `It was "${contentType}".`);
	}
	try {
		return JSON.parse(bytes.toString('utf8'));
	} catch (error) {
		throw new ApiError(400, 'The body is not valid JSON', (error as Error).message);
	}
}

/** Empty when it is not a form; a member that comes twice is refused, as OAuth 2.0 demands. */
function parseForm(request: FastifyRequest): Record<string, string> {
	const bytes = request.body as Buffer | undefined;
	const contentType = request.headers['content-type'] ?? '';
	if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType)) return {};
	const members = [...new URLSearchParams(bytes?.toString('utf8'))];
	const form = Object.fromEntries(members);
	if (Object.keys(form).length < members.length) {
		throw new ApiError(400, 'invalid_request', 'A parameter comes more than once.');
	}
	return form;
}
