import type { FastifyInstance } from 'fastify';
import type { RandomSource } from './random';

/** What every API family gets from the simulator. */
export interface SimulatorContext {
	/** Base URL without a slash at the end; known once the server listens. */
	readonly url: () => string;
	readonly random: RandomSource;
}

/** A part of the simulator with a state of its own. */
export interface SimulatorPart {
	/** Adds routes to the control API, below `/_simulator`. */
	controlRoutes(app: FastifyInstance): void;
	/** Back to the state the simulator starts with. */
	reset(): void | Promise<void>;
}

/**
 * One API of Genesys: its state, its routes, its error shape. To add an API, write a class like
 * `OpenMediaApi`, and name it in index.ts.
 */
export interface ApiFamily extends SimulatorPart {
	/**
	 * Adds the routes of the API. The API key is checked and a JSON body is parsed already; give every
	 * route a JSON schema (nothing is coerced, unknown members are refused when the schema says so).
	 */
	routes(app: FastifyInstance): void;
	/** The body of an error answer, in the shape the API documents. */
	errorBody(error: ApiError): unknown;
}

/** Thrown by a handler: becomes an answer with this HTTP status in the error shape of the family. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		message: string,
		readonly detail = '',
	) {
		super(message);
	}
}
