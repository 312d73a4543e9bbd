import { sleep } from 'n8n-workflow';
import { forEachIndex } from '../../../nodes/shared/transport/concurrency';
import type { Lane } from '../../../nodes/shared/transport/limiter';
import { Failed, openRetries } from '../../../nodes/shared/transport/retry';

/** What a limit says to a request that comes now: nothing, or how many milliseconds to wait. */
export type Limit = (now: number) => number | undefined;

export interface ServerSettings {
	/** Milliseconds until it answers. */
	latency: number;
	/** How many it works on at once; the others wait within it. */
	capacity?: number;
	/** How many it lets in at once; the others are refused. */
	places?: number;
	limit?: Limit;
	/** Milliseconds that the client works on each request, one after another. */
	cpu?: number;
	/** Says with each refusal how long to wait. */
	retryAfter?: boolean;
	/** Headers of its answers. */
	headers?: () => Record<string, string>;
	refusal?: number;
}

/** A server in simulated time. */
export function modelledServer(settings: ServerSettings) {
	const { latency, capacity = Infinity, places = Infinity, limit, cpu = 0 } = settings;
	const { retryAfter = true, headers = () => ({}), refusal = 429 } = settings;
	let clientFree = 0;
	let inside = 0;
	const free: number[] = Array.from({ length: Math.min(capacity, 1_000) }, () => 0);
	const seen = { requests: 0, refused: 0, most: 0, served: new Map<number, number>() };

	/** The time that one request has of something that does one after another. */
	const clientWork = async () => {
		clientFree = Math.max(clientFree, Date.now()) + cpu / 2;
		const left = clientFree - Date.now();
		if (left > 0) await sleep(left);
	};

	async function send(item: number): Promise<'done' | Failed> {
		if (cpu > 0) await clientWork();
		seen.requests++;
		const wait = inside >= places ? 1_000 : limit?.(Date.now());
		const told = headers();
		seen.most = Math.max(seen.most, ++inside);
		let ends = Date.now() + latency;
		if (wait === undefined && capacity !== Infinity) {
			const next = free.indexOf(Math.min(...free));
			ends = Math.max(Date.now(), free[next]) + latency;
			free[next] = ends;
		}
		await sleep(ends - Date.now());
		inside--;
		if (cpu > 0) await clientWork();
		if (wait === undefined) {
			seen.served.set(item, (seen.served.get(item) ?? 0) + 1);
			return Object.assign(new String('done'), { headers: told }) as never;
		}
		seen.refused++;
		const after = retryAfter ? { 'retry-after': String(Math.max(1, Math.ceil(wait / 1_000))) } : {};
		return new Failed({
			kind: 'answer',
			status: refusal,
			headers: { ...told, ...after },
			body: '',
		});
	}
	return { send, seen };
}

/** Runs items through a lane as the engine does. @returns how long it took, in milliseconds */
export async function runItems(
	lane: Lane,
	send: (item: number) => Promise<'done' | Failed>,
	count: number,
	kind = 'POST',
): Promise<{ took: number; failed: number }> {
	const start = Date.now();
	const withRetries = openRetries(3, lane);
	const going = () => false;
	let failed = 0;
	await forEachIndex(
		count,
		(running) => lane.room(running),
		going,
		async (item) => {
			const result = await withRetries(
				{ method: 'POST' },
				async () => await lane.run({ kind, stopped: going }, async () => await send(item)),
				going,
			);
			if (result instanceof Failed) failed++;
		},
	);
	return { took: Date.now() - start, failed };
}

/** So many in each second of the clock. */
export function fixedWindow(most: number, length = 1_000): Limit {
	let window = -1;
	let count = 0;
	return (now) => {
		const current = Math.floor(now / length);
		if (current !== window) [window, count] = [current, 0];
		return ++count > most ? (window + 1) * length - now : undefined;
	};
}

/** So many within a second, whenever it begins; refused ones do not count. */
export function slidingWindow(most: number, length = 1_000): Limit {
	const taken: number[] = [];
	return (now) => {
		while (taken.length > 0 && taken[0] <= now - length) taken.shift();
		if (taken.length >= most) return taken[0] + length - now;
		taken.push(now);
		return undefined;
	};
}

/** A bucket of so many, filled evenly. */
export function tokenBucket(perSecond: number, size = perSecond): Limit {
	let tokens = size;
	let filled = 0;
	return (now) => {
		tokens = Math.min(size, tokens + ((now - filled) * perSecond) / 1_000);
		filled = now;
		if (tokens < 1) return ((1 - tokens) * 1_000) / perSecond;
		tokens--;
		return undefined;
	};
}
