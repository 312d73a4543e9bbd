import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { keep } from './bounded';

/** One API request as it came over the wire, and what it was answered. */
export interface RecordedRequest {
	/** Counts from 1 in the order the requests were complete; goes on after `clear`. */
	number: number;
	/** Time of arrival, ISO 8601. */
	time: string;
	method: string;
	/** Path and query exactly as sent. */
	url: string;
	/** Path exactly as sent (still encoded). */
	path: string;
	query: Record<string, string | string[]>;
	headers: IncomingHttpHeaders;
	/** The bytes of the body read as UTF-8; empty when there is none, or an upload above 1 MiB. */
	body: string;
	/** The same bytes in base64. */
	bodyBase64: string;
	/** Status answered; null while it is being worked on, and when the connection was dropped instead. */
	status: number | null;
	/** Kind of the fault that disturbed the request. */
	fault?: string;
}

/** Narrows a list of requests: exact method, beginning of the path. */
export interface RequestFilter {
	method?: string;
	path?: string;
}

declare module 'fastify' {
	interface FastifyRequest {
		/** The bytes of a body that is not kept in memory as a whole, as far as they are kept. */
		keptBytes?: Buffer;
		/** Set when the request is recorded. */
		recorded?: RecordedRequest;
		/** Counts the request out of flight, once. */
		leaveFlight?: () => void;
	}
}

/** A bounded list of the API requests, and how many were in flight at the same time. */
export class RequestLog {
	private entries: RecordedRequest[] = [];
	private total = 0;
	private inFlight = 0;
	private highest = 0;

	/** @param limit most requests kept (the oldest go first); 0 records nothing */
	constructor(private readonly limit: number) {}

	list(filter: RequestFilter = {}): RecordedRequest[] {
		const method = filter.method?.toUpperCase();
		return this.entries.filter(
			(entry) =>
				(!method || entry.method === method) &&
				(!filter.path || entry.path.startsWith(filter.path)),
		);
	}

	clear(): void {
		this.entries = [];
	}

	/** The most requests that were in flight at one time since the start or the last reset. */
	maxInFlight(): number {
		return this.highest;
	}

	resetMaxInFlight(): void {
		this.highest = this.inFlight;
	}

	attach(app: FastifyInstance, isApiRequest: (request: FastifyRequest) => boolean): void {
		app.addHook('onRequest', async (request, reply) => {
			if (!isApiRequest(request)) return;
			this.highest = Math.max(this.highest, ++this.inFlight);
			request.leaveFlight = () => {
				this.inFlight--;
				request.leaveFlight = undefined;
			};
			// For connections that end without an answer; an answer counts out before its bytes leave, so
			// that a client that sends one request after the other is never seen with two in flight.
			reply.raw.once('close', () => request.leaveFlight?.());
		});
		app.addHook('preValidation', async (request) => {
			if (this.limit > 0 && isApiRequest(request)) this.record(request);
		});
		app.addHook('onSend', async (request, reply) => {
			if (request.recorded) request.recorded.status = reply.statusCode;
			request.leaveFlight?.();
		});
	}

	private record(request: FastifyRequest): void {
		const kept = Buffer.isBuffer(request.body) ? request.body : request.keptBytes;
		const bytes = kept ?? Buffer.alloc(0);
		request.recorded = {
			number: ++this.total,
			time: new Date().toISOString(),
			method: request.method,
			url: request.url,
			path: request.url.split('?')[0],
			query: { ...(request.query as Record<string, string | string[]>) },
			headers: { ...request.headers },
			body: bytes.toString('utf8'),
			bodyBase64: bytes.toString('base64'),
			status: null,
		};
		keep(this.entries, request.recorded, this.limit);
	}
}
