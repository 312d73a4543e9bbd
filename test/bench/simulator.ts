import axios from 'axios';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { CloudClient, FaultState, RateOptions, RateState, Workitem } from '../../simulator';

export interface BenchSimulator {
	url: string;
	apiKey: string;
	appSecret: string;
	/** An OAuth client of Genesys Cloud that signs in by itself. */
	cloudClient: CloudClient;
	/** Forgets all workitems; from now on every API call is answered after `latencyMs`. */
	reset: (latencyMs: number) => Promise<void>;
	workitems: () => Promise<Workitem[]>;
	/** How many API requests came since the reset; only counted with `record`. */
	requestCount: (path: string) => Promise<number>;
	/** Publishes counting values of the open statistics at this rate, until the limit is reached. */
	publish: (rate: RateOptions) => Promise<void>;
	/** How many of them were published. */
	published: () => Promise<number>;
	/** From now on takes so many API calls in a window of time, and refuses the others. */
	limit: (limit: { most: number; windowMs: number }) => Promise<void>;
	/** From now on gives this answer to the API calls below a path. */
	answer: (path: string, body: unknown) => Promise<void>;
	/** How many it refused. */
	refused: () => Promise<number>;
	/** The most API requests in flight at one time since the reset. */
	maxInFlight: () => Promise<number>;
	stop: () => Promise<void>;
}

/**
 * Starts the simulator in a process of its own.
 *
 * @param record keep the requests, which are else not recorded: only workitems are kept
 */
export async function startBenchSimulator({ record = false } = {}): Promise<BenchSimulator> {
	const child = fork(join(__dirname, 'simulatorProcess.ts'), record ? ['record'] : []);
	const exited = once(child, 'exit');
	const [started] = (await Promise.race([
		once(child, 'message'),
		exited.then(() => Promise.reject(new Error('The simulator did not start'))),
	])) as [Pick<BenchSimulator, 'url' | 'apiKey' | 'appSecret' | 'cloudClient'>];
	const control = axios.create({ baseURL: `${started.url}/_simulator`, proxy: false });
	return {
		...started,
		reset: async (latencyMs) => {
			await control.post('/reset');
			if (latencyMs > 0)
				await control.post('/faults', { kind: 'latency', ms: latencyMs, times: 0 });
		},
		workitems: async () => (await control.get<Workitem[]>('/workitems')).data,
		requestCount: async (path) =>
			(await control.get<unknown[]>('/requests', { params: { path } })).data.length,
		publish: async (rate) => {
			await control.put('/statistics/rate', rate);
		},
		published: async () => (await control.get<RateState>('/statistics/rate')).data.published,
		limit: async (limit) => {
			await control.post('/faults', { kind: 'rateLimit', ...limit, times: 0 });
		},
		answer: async (path, body) => {
			const fault = { kind: 'status', status: 200, body, match: { path }, times: 0 };
			await control.post('/faults', fault);
		},
		refused: async () => {
			const { data } = await control.get<FaultState[]>('/faults');
			return data.reduce((sum, { kind, applied }) => sum + (kind === 'rateLimit' ? applied : 0), 0);
		},
		maxInFlight: async () =>
			(await control.get<{ maxInFlight: number }>('/in-flight')).data.maxInFlight,
		stop: async () => {
			if (child.connected) child.disconnect();
			await exited;
		},
	};
}
