import type { ApiRequest, StreamedBody } from './api';
import { pause, SLICE_MS } from './pause';
import { Failed } from './retry';

const LATE = new Failed({ kind: 'connection', fault: 'timeout', code: 'ETIMEDOUT' });

/**
 * Ends requests that take too long, whatever they wait for: n8n's request helper by itself ends those only on which nothing moves.
 * All that a client has under way share one chain of sleeps.
 */
export function openDeadlines() {
	const running = new Set<{ controller: AbortController; until: number }>();
	let watched = false;

	async function watch(): Promise<void> {
		watched = true;
		while (running.size > 0) {
			await pause(SLICE_MS, () => false);
			const now = Date.now();
			const late = [...running].filter(({ until }) => !(now < until));
			for (const { controller } of late) controller.abort();
		}
		watched = false;
	}

	/**
	 * Sends a request once, with a signal that ends it when it is given up. A body that is read as it is sent, such as a file, can
	 * take its time: then the limit holds for each piece, and for the answer after the last one.
	 *
	 * @param limit milliseconds for all of it: a new token and the body of the answer, unless that is wanted as a stream
	 * @param ended what ends it besides
	 * @param send need not heed the signal of its request
	 */
	return async function within<T>(
		limit: number,
		request: ApiRequest,
		ended: AbortSignal | undefined,
		send: (request: ApiRequest) => Promise<T | Failed>,
	): Promise<T | Failed> {
		const controller = new AbortController();
		const { signal } = controller;
		const own = { controller, until: Date.now() + limit };
		const late = new Promise<Failed>((resolve) => {
			signal.addEventListener('abort', () => resolve(LATE), { once: true });
		});
		running.add(own);
		if (!watched) void watch();
		try {
			const { body } = request;
			const limited: ApiRequest = {
				...request,
				signal: ended ? AbortSignal.any([signal, ended]) : signal,
				...(isStreamed(body) ? { body: moving(body, () => (own.until = Date.now() + limit)) } : {}),
			};
			return await Promise.race([send(limited), late]);
		} finally {
			running.delete(own);
		}
	};
}

/** A context whose request helper takes this signal; by itself it takes that of the execution, whatever a request has. */
export function withSignal<Context extends object>(
	context: Context,
	signal?: AbortSignal,
): Context {
	if (!('getExecutionCancelSignal' in context)) return context;
	return Object.create(context, { getExecutionCancelSignal: { value: () => signal } }) as Context;
}

/** Whether a body is read as it is sent. */
export function isStreamed(body: unknown): body is StreamedBody {
	return typeof (body as StreamedBody | undefined)?.stream === 'function';
}

/** The body, which calls `moved` with each piece that is taken. */
function moving(body: StreamedBody, moved: () => void): StreamedBody {
	return {
		...body,
		async *stream() {
			for await (const piece of body.stream()) {
				moved();
				yield piece;
				moved();
			}
		},
	};
}
