import AjvCompiler from '@fastify/ajv-compiler';
import fastify, {
	type FastifyError,
	type FastifyInstance,
	type FastifyRequest,
	type FastifySchemaCompiler,
} from 'fastify';
import type { SimulatedApi } from './api';
import { parseBody, parseJson } from './body';
import { GatewayError, toApiError, type ApiError } from './errors';
import type { Faults } from './faults';
import type { RequestLog } from './requestLog';

const CONTROL_PREFIX = '/_simulator';

export interface ServerParts {
	apis: SimulatedApi[];
	faults: Faults;
	log: RequestLog;
	/** Adds all routes below `/_simulator`. */
	controlRoutes: (app: FastifyInstance) => void;
}

const compile = AjvCompiler()(
	{},
	{ customOptions: { coerceTypes: false, removeAdditional: false, discriminator: true } },
) as FastifySchemaCompiler<object>;

const validators = new Map<string, ReturnType<typeof compile>>();

/** Compiling schemas is most of what starting a simulator costs, and a process of tests starts many. */
const compileOnce: FastifySchemaCompiler<object> = (route) => {
	const key = JSON.stringify(route.schema);
	const known = validators.get(key) ?? compile(route);
	validators.set(key, known);
	return known;
};

/**
 * The HTTP server, not listening yet. Order for an API request: recorded, faults, access, body, schema,
 * handler. Faults come first because in reality they come from what stands in front of the API.
 */
export function createServer(parts: ServerParts): FastifyInstance {
	const app = fastify({
		forceCloseConnections: true,
		exposeHeadRoutes: false,
		bodyLimit: 16 * 1024 * 1024,
		routerOptions: { maxParamLength: 4096 },
	});
	app.setValidatorCompiler(compileOnce);
	// Bodies stay bytes until the request is recorded and access is checked.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	app.setNotFoundHandler((_request, reply) => reply.code(404).send({ message: 'Not Found' }));
	app.setErrorHandler((error: FastifyError, _request, reply) => {
		const { status, message, detail } = toApiError(error);
		return reply.code(status).send({ message, detail });
	});

	parts.log.attach(app, isApiRequest);
	parts.faults.attach(app, isApiRequest);
	for (const api of parts.apis) void app.register(apiPlugin(api));
	void app.register(controlPlugin(parts), { prefix: CONTROL_PREFIX });
	return app;
}

/** Requests to the control API are neither recorded nor disturbed. */
function isApiRequest(request: FastifyRequest): boolean {
	return !request.url.startsWith(CONTROL_PREFIX);
}

function apiPlugin(api: SimulatedApi) {
	return async (app: FastifyInstance) => {
		app.addHook('preValidation', async (request, reply) => {
			(request.routeOptions.config.access ?? api.access)(request, reply);
			request.body = parseBody(request);
		});
		app.setErrorHandler((error: FastifyError | ApiError, _request, reply) => {
			const apiError = toApiError(error);
			const byGateway = apiError instanceof GatewayError;
			const body = byGateway ? { message: apiError.message } : api.errorBody(apiError, reply);
			return reply.code(apiError.status).send(body);
		});
		api.routes(app);
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
