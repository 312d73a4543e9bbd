import type { StatObject } from './contactCenter';
import type { StatisticUpdate, StatValue, WantedStatistic } from './model';
import type { Profile } from './profiles';

/** A statistic that is watched. */
export interface OpenStatistic {
	wanted: WantedStatistic;
	profile: Profile;
	object: StatObject;
	/** The value that was told last. */
	told: StatValue;
	/** Seconds since the last period ended. */
	age: number;
}

export interface Subscription {
	id: string;
	/** The session that it was opened in. */
	session: string;
	statistics: OpenStatistic[];
}

/** The open subscriptions, and which of their values are to be told. */
export class Subscriptions {
	private readonly open = new Map<string, Subscription>();

	add(subscription: Subscription): void {
		this.open.set(subscription.id, subscription);
	}

	get(id: string): Subscription | undefined {
		return this.open.get(id);
	}

	delete(id: string): void {
		this.open.delete(id);
	}

	clear(): void {
		this.open.clear();
	}

	list(): Subscription[] {
		return [...this.open.values()];
	}

	/** What has to be told now that another second has passed. */
	due(timestamp: number): StatisticUpdate[] {
		const updates: StatisticUpdate[] = [];
		for (const { id, statistics } of this.open.values()) {
			for (const statistic of statistics) {
				if (!isDue(statistic)) continue;
				const value = statistic.profile.read(statistic.object);
				if (!differs(value, statistic.told, statistic.profile.insensitivity)) continue;
				statistic.told = value;
				const { statisticId } = statistic.wanted;
				updates.push({ subscriptionId: id, statisticId, value, timestamp });
			}
		}
		return updates;
	}
}

/** Call it once a second. */
function isDue(statistic: OpenStatistic): boolean {
	const { notificationMode, notificationFrequency } = statistic.profile;
	if (notificationMode === 'Immediate') return true;
	if (notificationMode !== 'Periodical') return false;
	statistic.age++;
	if (statistic.age < notificationFrequency) return false;
	statistic.age = 0;
	return true;
}

function differs(value: StatValue, told: StatValue, insensitivity: number): boolean {
	if ('intValue' in value && 'intValue' in told) {
		const change = Math.abs(value.intValue - told.intValue);
		return change > 0 && change >= insensitivity;
	}
	return value.stringValue !== told.stringValue;
}
