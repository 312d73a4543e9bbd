import type { StatisticsSettings } from './model';

/** Default: a token required, a tick each second, messages with the outer envelope, subscriptions that anybody can read. */
export type StatisticsOptions = Partial<StatisticsSettings> & {
	/** Default `agent` and `agent1` to `agent200`. */
	agents?: string[];
	/** Default `queue1` to `queue10`. */
	queues?: string[];
};

/** The options with their defaults. */
export interface StatisticsConfig {
	settings: StatisticsSettings;
	/** Ids of the agents and queues that exist. */
	agents: string[];
	queues: string[];
}

/** Fills in what is not given. */
export function statisticsConfig(options: StatisticsOptions = {}): StatisticsConfig {
	return {
		settings: {
			requireToken: options.requireToken ?? true,
			tickMs: options.tickMs ?? 1_000,
			envelope: options.envelope ?? true,
			tieToSession: options.tieToSession ?? false,
		},
		agents: options.agents ?? ['agent', ...numbered('agent', 200)],
		queues: options.queues ?? numbered('queue', 10),
	};
}

function numbered(name: string, count: number): string[] {
	return Array.from({ length: count }, (_, index) => `${name}${index + 1}`);
}
