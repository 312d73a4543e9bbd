import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { startBenchSimulator, type BenchSimulator } from './simulator';
import type { Command, Load, Measured } from './statisticsProcess';

const PER_SECOND = 1_000;
const SECONDS = 10;
/** How many statistics the trigger watches; the updates go from one to the next. */
const WATCHED = 200;
const READ = 1_000;

/** Rows of the table: how many updates one message carries, or none at all. */
export const STATISTICS_ROWS = [
	{ row: 'Nothing runs', perMessage: undefined },
	{ row: 'Trigger, 1 update per message', perMessage: 1 },
	{ row: 'Trigger, 10 updates per message', perMessage: 10 },
] as const;

/** One round of one row. */
export interface StatisticsSample extends Load {
	row: string;
	/** 0 is the warm-up round, which counts for nothing but what was lost or came twice. */
	round: number;
	published: number;
	received: number;
	/** Requests of the notification session. */
	requests: number;
	/** Updates that never came. */
	lost: number;
	/** Updates that came again. */
	twice: number;
	/** Updates that came after a later one. */
	late: number;
}

export interface StatisticsResults {
	rounds: number;
	seconds: number;
	perSecond: number;
	watched: number;
	samples: StatisticsSample[];
	/** Get Many. */
	reading: { statistics: number; requests: number };
}

const NO_UPDATES = { published: 0, received: 0, requests: 0, lost: 0, twice: 0, late: 0 };

/** The process that the nodes run in; a command is answered before the next is given. */
function startNodes({ url, apiKey }: BenchSimulator, signal: AbortSignal) {
	const child = fork(join(__dirname, 'statisticsProcess.ts'));
	const exited = once(child, 'exit');
	const ended = exited.then(() => Promise.reject(new Error('The process of the nodes ended')));
	ended.catch(() => undefined);
	type Work = Command extends infer C
		? C extends Command
			? Omit<C, 'url' | 'apiKey'>
			: never
		: never;
	return {
		run: async (work: Work): Promise<Measured> => {
			const answer = once(child, 'message', { signal });
			child.send({ url, apiKey, ...work });
			return ((await Promise.race([answer, ended])) as [Measured])[0];
		},
		stop: async () => {
			if (child.connected) child.disconnect();
			await exited;
		},
	};
}

/**
 * What the Statistics Trigger does to the process that it runs in, at a steady rate of updates.
 *
 * @throws when an update was lost, came twice or out of order
 */
export async function measureStatistics(options: {
	rounds: number;
	signal: AbortSignal;
	log: (line: string) => void;
}): Promise<StatisticsResults> {
	const { rounds, signal, log } = options;
	const simulator = await startBenchSimulator({ record: true });
	const nodes = startNodes(simulator, signal);
	const samples: StatisticsSample[] = [];
	try {
		for (let round = 0; round <= rounds; round++) {
			for (const { row, perMessage } of STATISTICS_ROWS) {
				await simulator.reset(0);
				const sample = { row, round, ...(await measureRow(perMessage)) };
				samples.push(sample);
				const { received, published, busy, delay } = sample;
				log(
					`round ${round}, ${row}: ${received} of ${published} updates, event loop busy ` +
						`${(busy * 100).toFixed(1)} %, delayed ${delay.p99.toFixed(1)} ms at most in 99 %`,
				);
			}
		}
		await simulator.reset(0);
		const { items } = await nodes.run({ do: 'getMany', items: READ });
		if (items !== READ) throw new Error(`Get Many read ${items} of ${READ} statistics`);
		const requests = await simulator.requestCount('/statistics/v3');
		log(`Get Many: ${READ} statistics in ${requests} requests`);
		return {
			...{ rounds, samples, seconds: SECONDS, perSecond: PER_SECOND, watched: WATCHED },
			reading: { statistics: READ, requests },
		};
	} finally {
		await nodes.stop();
		await simulator.stop();
	}

	async function measureRow(perMessage?: number): Promise<Omit<StatisticsSample, 'row' | 'round'>> {
		if (perMessage === undefined) {
			const { load } = await nodes.run({ do: 'idle', seconds: SECONDS });
			return { ...(load as Load), ...NO_UPDATES };
		}
		const limit = PER_SECOND * SECONDS;
		await nodes.run({ do: 'watch', statistics: WATCHED });
		const measuring = nodes.run({ do: 'measure', seconds: SECONDS, expected: limit });
		await simulator.publish({ perSecond: PER_SECOND, perMessage, limit });
		const { load, values = [] } = await measuring;
		const published = await simulator.published();
		const requests = await simulator.requestCount('/statistics/v3/notifications');
		await nodes.run({ do: 'close' });
		const counts = countUpdates(values, published);
		const { lost, twice, late } = counts;
		if (published !== limit || lost + twice + late > 0) {
			throw new Error(
				`Of ${published} updates (${limit} expected) ${lost} were lost, ${twice} came twice, ` +
					`${late} out of order`,
			);
		}
		return { ...(load as Load), published, requests, ...counts };
	}
}

/** The values count from 1, so that they say what is missing. */
function countUpdates(values: number[], published: number) {
	const known = new Set(values);
	const missing = Array.from({ length: published }, (_, index) => index + 1);
	return {
		received: values.length,
		lost: missing.filter((value) => !known.has(value)).length,
		twice: values.length - known.size,
		late: values.filter((value, index) => index > 0 && value < values[index - 1]).length,
	};
}
