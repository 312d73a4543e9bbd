import fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import { bearerToken, type TokenStore } from '../auth/tokens';
import { ApiError, type Access, type ApiFamily } from './api';
import type { Faults } from './faults';
import type { RequestLog } from './requestLog';

export const CONTROL_PREFIX = '/_simulator';

export interface ServerParts {
	families: ApiFamily[];
	faults: Faults;
	log: RequestLog;
	apiKey: string;
	/** Says which Bearer tokens are valid. */
	tokens: Pick<TokenStore, 'find'>;
	/** Adds all routes below `/_simulator`. */
	controlRoutes: (app: FastifyInstance) => void;
}

const DEFAULT_ACCESS: Access = { key: true, token: 'checked' };

/**
 * The HTTP server, not listening yet. Order for an API request: recorded, faults, API key, token, JSON,
 * schema, handler. Faults come first because in reality they come from what stands before the API.
 */
export function createServer(parts: ServerParts): FastifyInstance {
	const app = fastify({
		forceCloseConnections: true,
		exposeHeadRoutes: false,
		bodyLimit: 16 * 1024 * 1024,
		routerOptions: { maxParamLength: 4096 },
		ajv: { customOptions: { coerceTypes: false, removeAdditional: false, discriminator: true } },
	});
	// Bodies stay bytes until the request is recorded and the key is checked.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	app.setNotFoundHandler((_request, reply) => reply.code(404).send({ message: 'Not Found' }));
	app.setErrorHandler((error: FastifyError, _request, reply) => {
		const { status, message, detail } = toApiError(error);
		return reply.code(status).send({ message, detail });
	});

	parts.log.attach(app, isApiRequest);
	parts.faults.attach(app, isApiRequest);
	for (const family of parts.families) void app.register(apiPlugin(family, parts));
	void app.register(controlPlugin(parts), { prefix: CONTROL_PREFIX });
	return app;
}

/** Requests to the control API are neither recorded nor disturbed. */
function isApiRequest(request: FastifyRequest): boolean {
	return !request.url.startsWith(CONTROL_PREFIX);
}

function apiPlugin(family: ApiFamily, { apiKey, tokens }: ServerParts) {
	return async (api: FastifyInstance) => {
		api.addHook('preValidation', async (request, reply) => {
			const { access, form, raw } = request.routeOptions.config;
			const { key, token } = access?.() ?? DEFAULT_ACCESS;
			const sentKey = request.headers['x-api-key'];
			if (
				key === 'checked' ? sentKey !== undefined && sentKey !== apiKey : key && sentKey !== apiKey
			) {
				return reply.code(403).send({ message: 'Forbidden' });
			}
			if (token !== 'ignored') checkToken(request, token === 'required', tokens);
			if (!raw) request.body = form ? parseForm(request) : parseJson(request);
			return undefined;
		});
		api.setErrorHandler((error: FastifyError | ApiError, request, reply) => {
			const apiError = toApiError(error);
			const { token } = request.routeOptions.config.access?.() ?? DEFAULT_ACCESS;
			if (apiError.status === 401 && token !== 'ignored') {
				reply.header('www-authenticate', 'Bearer');
			}
			return reply.code(apiError.status).send(family.errorBody(apiError));
		});
		family.routes(api);
	};
}

function controlPlugin(parts: ServerParts) {
	return async (control: FastifyInstance) => {
		control.addHook('preValidation', async (request) => {
			request.body = parseJson(request);
		});
		parts.controlRoutes(control);
	};
}

function checkToken(request: FastifyRequest, required: boolean, tokens: ServerParts['tokens']) {
	const sent = bearerToken(request.headers.authorization);
	request.token = sent === undefined ? undefined : tokens.find(sent);
	if (sent === undefined ? required : !request.token) {
		throw new ApiError(401, 'Unauthorized', 'The access token is missing, expired or invalid.');
	}
}

/** Left empty when it is no form; a member that comes twice is refused, as OAuth 2.0 demands. */
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

function toApiError(error: FastifyError | ApiError): ApiError {
	if (error instanceof ApiError) return error;
	if (error.validation)
		return new ApiError(400, 'Invalid request parameters provided.', error.message);
	const status = error.statusCode ?? 500;
	return new ApiError(
		status,
		status < 500 ? error.message : 'Internal Server Error',
		error.message,
	);
}
