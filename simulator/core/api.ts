import type { FastifyInstance, FastifyReply } from 'fastify';
import type { AccessCheck } from './access';
import type { ApiError } from './errors';
import type { RandomSource } from './random';

/** What every API gets from the simulator. */
export interface SimulatorContext {
	/** Base URL without a slash at the end; known once the server listens. */
	readonly url: () => string;
	readonly random: RandomSource;
}

/** One API of Genesys: its state, its routes, whom it lets in, and its error shape. */
export interface SimulatedApi {
	/** What a route asks of its caller, unless the `config.access` of the route says otherwise. */
	readonly access: AccessCheck;
	/**
	 * Adds the routes of the API. Access is checked and a JSON body is parsed already; give every route a
	 * JSON schema (nothing is coerced, unknown members are refused when the schema says so).
	 */
	routes(app: FastifyInstance): void;
	/** The body of an error answer, in the shape the API documents. @param reply has its headers */
	errorBody(error: ApiError, reply: FastifyReply): unknown;
	/** Back to the state the simulator starts with; settings stay. */
	reset(): void | Promise<void>;
}
