import { ContactCenterModel } from './contactCenter';
import type { SimulatorContext } from '../core/api';
import { PROFILES } from './profiles';
import { RatePublisher, type RateOptions, type RateState } from './rate';
import { Subscriptions, type StatisticUpdate, type WantedStatistic } from './subscriptions';

export const UPDATES_CHANNEL = '/statistics/v3/updates';
export const SERVICE_CHANNEL = '/statistics/v3/service';

export interface StatisticsSettings {
	/** Whether a Bearer token is required, for CometD as well. */
	requireToken: boolean;
	/** Milliseconds between two ticks; 0 = only by `tick()`. */
	tickMs: number;
	/** Whether CometD messages have the outer `{name, topic, data}`. */
	envelope: boolean;
}

export interface StatisticsOptions {
	settings: StatisticsSettings;
	/** Ids of the agents and queues that exist. */
	agents: string[];
	queues: string[];
}

export type ServiceState = 'AVAILABLE' | 'UNAVAILABLE';

/** The statistics behind the API: what they are about, who watches them, and what is told when. */
export class StatisticsFeed {
	model!: ContactCenterModel;
	readonly subscriptions = new Subscriptions();
	private service: ServiceState = 'AVAILABLE';
	private timer: NodeJS.Timeout | undefined;
	private current: StatisticsSettings;
	private readonly rate: RatePublisher;

	/** @param publish tells all sessions that are subscribed to the channel */
	constructor(
		private readonly context: SimulatorContext,
		private readonly options: StatisticsOptions,
		private readonly publish: (channel: string, data: unknown) => void,
	) {
		this.current = { ...options.settings };
		this.rate = new RatePublisher(
			() => this.subscriptions.list(),
			(updates) => this.publishUpdates(updates),
		);
		this.reset();
	}

	/** No subscription, the service available, agents and queues as at the start; settings stay. */
	reset(): void {
		this.stop();
		this.subscriptions.clear();
		this.service = 'AVAILABLE';
		const { agents, queues } = this.options;
		this.model = new ContactCenterModel(agents, queues, this.context.random('statistics-values'));
		this.startTimer();
	}

	stop(): void {
		clearInterval(this.timer);
		this.rate.stop();
	}

	settings(): StatisticsSettings {
		return { ...this.current };
	}

	set(changes: Partial<StatisticsSettings>): StatisticsSettings {
		this.current = { ...this.current, ...changes };
		this.startTimer();
		return this.settings();
	}

	/** The statistics that exist by name, what they are about, and when subscriptions hear of a change. */
	profiles() {
		return PROFILES.map(({ read: _read, ...profile }) => profile);
	}

	objects(): Array<{ objectType: string; objectId: string }> {
		return this.model.list().map(({ objectType, id }) => ({ objectType, objectId: id }));
	}

	listSubscriptions(): Array<{ subscriptionId: string; statistics: WantedStatistic[] }> {
		return this.subscriptions.list().map(({ id, statistics }) => ({
			subscriptionId: id,
			statistics: statistics.map(({ wanted }) => structuredClone(wanted)),
		}));
	}

	/** Seconds pass in the contact center. @returns the updates that were published */
	tick(times = 1): StatisticUpdate[] {
		const published: StatisticUpdate[] = [];
		for (let i = 0; i < times; i++) {
			this.model.tick();
			const updates = this.subscriptions.due(this.model.time);
			if (updates.length > 0) this.publishUpdates(updates);
			published.push(...updates);
		}
		return published;
	}

	serviceState(): ServiceState {
		return this.service;
	}

	/** UNAVAILABLE drops all subscriptions and answers 503 until AVAILABLE; both are announced. */
	setServiceState(serviceState: ServiceState): void {
		this.service = serviceState;
		if (serviceState === 'UNAVAILABLE') this.subscriptions.clear();
		this.announce(SERVICE_CHANNEL, 'ServiceStateChange', { serviceState });
	}

	/** Publishes these in one message, whether there is such a subscription or not. Timestamp: default now. */
	publishUpdates(
		updates: Array<Omit<StatisticUpdate, 'timestamp'> & { timestamp?: number }>,
	): void {
		const timestamp = Date.now();
		const statistics = updates.map((update) => ({ timestamp, ...update }));
		this.announce(UPDATES_CHANNEL, 'StatisticUpdate', { statistics });
	}

	/** Publishes counting values of the open statistics at a steady rate, until `stopRate`. */
	startRate(options: RateOptions): RateState {
		return this.rate.start(options);
	}

	stopRate(): RateState {
		return this.rate.stop();
	}

	rateState(): RateState {
		return this.rate.state();
	}

	private announce(topic: string, name: string, data: unknown): void {
		this.publish(topic, this.current.envelope ? { name, topic, data } : data);
	}

	private startTimer(): void {
		clearInterval(this.timer);
		const { tickMs } = this.current;
		if (tickMs > 0) this.timer = setInterval(() => this.tick(), tickMs);
	}
}
