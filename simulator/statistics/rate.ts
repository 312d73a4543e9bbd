import type { RateOptions, RateState, StatisticUpdate } from './model';
import type { Subscription } from './subscriptions';

const EVERY_MS = 10;

/**
 * Publishes made-up updates of the open statistics, one after the other, at a steady rate. The value is a
 * count from 1, so that a receiver finds out what is lost, duplicated or out of order.
 */
export class RatePublisher {
	private timer: NodeJS.Timeout | undefined;
	private published = 0;

	constructor(
		private readonly subscriptions: () => Subscription[],
		private readonly publish: (updates: StatisticUpdate[]) => void,
	) {}

	start({ perSecond, perMessage = 1, limit = Infinity }: RateOptions): RateState {
		this.stop();
		this.published = 0;
		const started = performance.now();
		this.timer = setInterval(() => {
			const due = Math.floor(((performance.now() - started) * perSecond) / 1_000);
			this.upTo(Math.min(due, limit), perMessage);
			if (this.published >= limit) this.stop();
		}, EVERY_MS);
		return this.state();
	}

	stop(): RateState {
		clearInterval(this.timer);
		this.timer = undefined;
		return this.state();
	}

	state(): RateState {
		return { running: this.timer !== undefined, published: this.published };
	}

	private upTo(total: number, perMessage: number): void {
		const targets = this.subscriptions().flatMap(({ id, statistics }) =>
			statistics.map(({ wanted }) => ({ subscriptionId: id, statisticId: wanted.statisticId })),
		);
		if (targets.length === 0) return;
		const timestamp = Date.now();
		while (this.published < total) {
			const updates: StatisticUpdate[] = [];
			while (updates.length < perMessage && this.published < total) {
				const target = targets[this.published % targets.length];
				const count = ++this.published;
				const value = { intValue: count, stringValue: String(count) };
				updates.push({ ...target, value, timestamp });
			}
			this.publish(updates);
		}
	}
}
