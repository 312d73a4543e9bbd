import type { FastifyInstance } from 'fastify';
import type { AuthToken } from '../auth/tokens';
import type { RandomSource } from './random';

/** What a route asks of its caller. */
export interface Access {
	/** Whether `x-api-key` must be right, 403 otherwise; `checked`: it may be missing. */
	key: boolean | 'checked';
	/** `checked`: none is needed, but a Bearer token that is sent must be valid; 401 otherwise. */
	token: 'ignored' | 'checked' | 'required';
}

declare module 'fastify' {
	interface FastifyContextConfig {
		/** Read at every request, since settings may change it. Default: the key, the token checked. */
		access?: () => Access;
		/** The body is a form and not JSON. */
		form?: boolean;
		/** The body stays what the content type parser made of it: the route looks at the bytes itself. */
		raw?: boolean;
	}
	interface FastifyRequest {
		/** The bytes of a body that is not kept in memory as a whole, as far as they are kept. */
		keptBytes?: Buffer;
		/** The valid token that came with the request. */
		token?: AuthToken;
	}
}

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
	 * Adds the routes of the API. Key and token are checked (as `config.access` of the route says) and a
	 * JSON body is parsed already; give every route a JSON schema (nothing is coerced, unknown members are
	 * refused when the schema says so).
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
