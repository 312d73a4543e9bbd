import fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import { ApiError, type ApiFamily } from './family';
import type { Faults } from './faults';
import type { RequestLog } from './requestLog';

export const CONTROL_PREFIX = '/_simulator';

export interface ServerParts {
	families: ApiFamily[];
	faults: Faults;
	log: RequestLog;
	apiKey: string;
	/** Adds all routes below `/_simulator`. */
	controlRoutes: (app: FastifyInstance) => void;
}

/**
 * The HTTP server, not listening yet. Order for an API request: recorded, faults, API key, JSON, schema,
 * handler. Faults come first because in reality they come from what stands before the API.
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
	for (const family of parts.families) void app.register(apiPlugin(family, parts.apiKey));
	void app.register(controlPlugin(parts), { prefix: CONTROL_PREFIX });
	return app;
}

/** Requests to the control API are neither recorded nor disturbed. */
function isApiRequest(request: FastifyRequest): boolean {
	return !request.url.startsWith(CONTROL_PREFIX);
}

function apiPlugin(family: ApiFamily, apiKey: string) {
	return async (api: FastifyInstance) => {
		api.addHook('preValidation', async (request, reply) => {
			if (request.headers['x-api-key'] !== apiKey) {
				return reply.code(403).send({ message: 'Forbidden' });
			}
			request.body = parseJson(request);
			return undefined;
		});
		api.setErrorHandler((error: FastifyError | ApiError, _request, reply) => {
			const apiError = toApiError(error);
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

function parseJson(request: FastifyRequest): unknown {
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
