import type { SimulatorContext } from '../core/api';
import { ContactCenterModel } from './contactCenter';
import { SERVICE_CHANNEL, UPDATES_CHANNEL } from './model';
import type { RateOptions, RateState, ServiceState } from './model';
import type { StatisticsSettings, StatisticUpdate, WantedStatistic } from './model';
import { statisticsConfig, type StatisticsConfig, type StatisticsOptions } from './options';
import { PROFILES } from './profiles';
import { RatePublisher } from './rate';
import { Subscriptions } from './subscriptions';

export type Publish = (channel: string, data: unknown) => void;

/** The statistics behind the API: what they are about, who watches them, and what is told when. */
export class StatisticsFeed {
	model!: ContactCenterModel;
	readonly subscriptions = new Subscriptions();
	private service: ServiceState = 'AVAILABLE';
	private timer: NodeJS.Timeout | undefined;
	private readonly config: StatisticsConfig;
	private current: StatisticsSettings;
	private readonly rate: RatePublisher;

	/** @param publish tells all sessions that are subscribed to the channel */
	constructor(
		private readonly context: SimulatorContext,
		private readonly publish: Publish,
		options?: StatisticsOptions,
	) {
		this.config = statisticsConfig(options);
		this.current = this.config.settings;
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
		const { agents, queues } = this.config;
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

	/** The statistics that exist by name, what they are about, and when subscriptions are told of a change. */
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
