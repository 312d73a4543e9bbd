import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from './errors';
import { newStopper } from './timers';

/** Which API requests a fault meets; what is left out matches everything. */
export interface FaultMatch {
	method?: string;
	/** Beginning of the path as sent (still encoded, without the query). */
	path?: string;
	/** Regular expression on the path as sent. */
	pathRegex?: string;
	header?: { name: string; contains: string };
	bodyContains?: string;
}

/** What happens to the request. */
export type FaultKind =
	/** Wait, then go on (other faults may follow). */
	| { kind: 'latency'; ms: number }
	/** Answer this instead of doing the operation. `retryAfter`: seconds or an HTTP date. */
	| {
			kind: 'status';
			status: number;
			body?: unknown;
			retryAfter?: number | string;
			headers?: Record<string, string>;
	  }
	/** Let so many through in each window of time, which begins with its first request; answer 429 with Retry-After to the others. */
	| { kind: 'rateLimit'; most: number; windowMs: number }
	/** Drop the connection; the operation does not happen. */
	| { kind: 'reset' }
	/** Let the operation happen, then drop the connection instead of answering. */
	| { kind: 'resetAfter' }
	/** Let the operation happen, then announce the whole answer and send half of it. */
	| { kind: 'truncate' }
	/** Answer 200 with a secure email status that is not SUCCESS; the operation does not happen. */
	| { kind: 'softFailure'; code?: string; message?: string };

export type FaultRule = FaultKind & {
	match?: FaultMatch;
	/** How many requests it meets; 0 = all until cleared. Default 1. */
	times?: number;
	/** How many matching requests pass first. Default 0. */
	skip?: number;
};

/** A fault as listed: what was asked for, and what it has done so far. */
export type FaultState = FaultRule & {
	id: number;
	matched: number;
	applied: number;
	active: boolean;
};

/** What is not listed. */
interface Own {
	regex?: RegExp;
	/** Of a rate limit. */
	window?: { ends: number; count: number };
}

type Ending = 'resetAfter' | 'truncate';

declare module 'fastify' {
	interface FastifyRequest {
		/** A fault that comes after the operation. */
		ending?: Ending;
	}
}

/** Misbehaviour on request. Faults are tried in the order they were added. */
export class Faults {
	private rules: Array<FaultState & Own> = [];
	private lastId = 0;
	private readonly closing = newStopper();

	/** @param latencyMs added to every API call, whatever faults there are */
	constructor(private readonly latencyMs: number) {}

	/** @throws ApiError 400 when `pathRegex` is not a regular expression */
	add(rule: FaultRule): FaultState {
		let regex: RegExp | undefined;
		try {
			if (rule.match?.pathRegex) regex = new RegExp(rule.match.pathRegex);
		} catch (error) {
			throw new ApiError(400, (error as Error).message);
		}
		const state = { ...rule, id: ++this.lastId, matched: 0, applied: 0, active: true, regex };
		this.rules.push(state);
		return listed(state);
	}

	/** All faults, also those that are used up. */
	list(): FaultState[] {
		return this.rules.map(listed);
	}

	clear(): void {
		this.rules = [];
	}

	/** Ends all waiting; called when the server stops. */
	close(): void {
		this.closing.abort();
	}

	/** Call it after the hooks of the request log are in place: the fault has the last word on the status. */
	attach(app: FastifyInstance, isApiRequest: (request: FastifyRequest) => boolean): void {
		app.addHook('preValidation', async (request, reply) => {
			if (!isApiRequest(request)) return undefined;
			const { waitMs, fault } = this.take(request);
			if (waitMs > 0) {
				if (request.recorded && waitMs > this.latencyMs) request.recorded.fault = 'latency';
				await sleep(waitMs, undefined, { signal: this.closing.signal });
			}
			if (!fault) return undefined;
			if (request.recorded) request.recorded.fault = fault.kind;
			return apply(fault, request, reply);
		});
		app.addHook('onSend', (request, reply, payload, done) => {
			if (!request.ending) return done();
			if (request.recorded) request.recorded.status = null;
			if (request.ending === 'resetAfter') {
				if (payload instanceof Readable) payload.destroy();
				return drop(request.raw.socket);
			}
			if (payload instanceof Readable) return void sendHalfOf(reply, payload);
			return sendHalf(reply, Buffer.from(String(payload ?? '')));
		});
	}

	private take(request: FastifyRequest): { waitMs: number; fault?: FaultState & Own } {
		let waitMs = this.latencyMs;
		for (const rule of this.rules) {
			if (!rule.active || !matches(rule, request)) continue;
			rule.matched++;
			if (rule.matched <= (rule.skip ?? 0) || isWithinLimit(rule)) continue;
			rule.applied++;
			const times = rule.times ?? 1;
			rule.active = times === 0 || rule.applied < times;
			if (rule.kind !== 'latency') return { waitMs, fault: rule };
			waitMs += rule.ms;
		}
		return { waitMs };
	}
}

/** Whether this request is one that a rate limit lets through. */
function isWithinLimit(rule: FaultState & Own): boolean {
	if (rule.kind !== 'rateLimit') return false;
	const now = Date.now();
	if (!rule.window || rule.window.ends <= now) {
		rule.window = { ends: now + rule.windowMs, count: 0 };
	}
	return ++rule.window.count <= rule.most;
}

function listed({ regex: _regex, window: _window, ...state }: FaultState & Own): FaultState {
	return state as FaultState;
}

function matches({ match = {}, regex }: FaultRule & Own, request: FastifyRequest) {
	const path = request.url.split('?')[0];
	if (match.method && match.method.toUpperCase() !== request.method) return false;
	if (match.path && !path.startsWith(match.path)) return false;
	if (regex && !regex.test(path)) return false;
	if (match.header) {
		const value = request.headers[match.header.name.toLowerCase()];
		if (value === undefined || !String(value).includes(match.header.contains)) return false;
	}
	if (match.bodyContains) {
		return Buffer.isBuffer(request.body) && request.body.includes(match.bodyContains);
	}
	return true;
}

function apply(fault: FaultState & Own, request: FastifyRequest, reply: FastifyReply) {
	switch (fault.kind) {
		case 'status': {
			if (fault.retryAfter !== undefined) reply.header('retry-after', String(fault.retryAfter));
			reply.code(fault.status).headers(fault.headers ?? {});
			return reply.send(fault.body ?? { message: STATUS_CODES[fault.status] ?? 'Fault' });
		}
		case 'rateLimit': {
			const left = (fault.window?.ends ?? 0) - Date.now();
			reply.code(429).header('retry-after', String(Math.max(1, Math.ceil(left / 1_000))));
			return reply.send({ message: STATUS_CODES[429] });
		}
		case 'softFailure':
			return reply.send({
				referenceId: `fault-${fault.id}`,
				operationId: `fault-${fault.id}`,
				status: {
					code: fault.code ?? 'FAILURE',
					message: fault.message ?? 'The operation failed.',
					detail: 'Asked for over the control API.',
				},
			});
		case 'reset':
			reply.hijack();
			return drop(request.raw.socket);
		case 'resetAfter':
		case 'truncate':
			request.ending = fault.kind;
			return undefined;
		default:
			return undefined;
	}
}

function drop(socket: Socket): void {
	if (!socket.destroyed) socket.resetAndDestroy();
}

/** The half is flushed before the connection ends, so that the client has the headers and a part. */
function sendHalf(reply: FastifyReply, payload: Buffer): void {
	reply.raw.writeHead(reply.statusCode, {
		...(reply.getHeaders() as Record<string, string>),
		'content-length': payload.length,
	});
	const half = payload.subarray(0, Math.floor(payload.length / 2));
	reply.raw.write(half, () => reply.raw.socket?.end());
}

/** The same for an answer that is a stream with a Content-Length. */
async function sendHalfOf(reply: FastifyReply, payload: Readable): Promise<void> {
	const { raw } = reply;
	raw.writeHead(reply.statusCode, reply.getHeaders() as Record<string, string>);
	let left = Math.floor(Number(reply.getHeader('content-length')) / 2);
	for await (const chunk of payload as AsyncIterable<Buffer>) {
		if (left <= 0 || raw.destroyed) break;
		const part = chunk.subarray(0, left);
		left -= part.length;
		await new Promise<void>((resolve) => raw.write(part, () => resolve()));
	}
	raw.socket?.end();
}
