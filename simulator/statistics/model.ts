/** Where CometD clients hear of changes, and on which channels. */
export const NOTIFICATIONS_PATH = '/statistics/v3/notifications';
export const UPDATES_CHANNEL = '/statistics/v3/updates';
export const SERVICE_CHANNEL = '/statistics/v3/service';

export interface StatisticsSettings {
	/** Whether a Bearer token is required, for CometD as well; else the key is enough, as in some accounts. */
	requireToken: boolean;
	/** Milliseconds between two ticks; 0 = only by `tick()`. */
	tickMs: number;
	/** Whether CometD messages have the outer `{name, topic, data}`. */
	envelope: boolean;
	/** Whether a subscription can be read only with the session cookie that its opening set or was sent with. */
	tieToSession: boolean;
}

export type ServiceState = 'AVAILABLE' | 'UNAVAILABLE';

/** The value of a statistic: a number or a state, each with its text. */
export type StatValue =
	| { intValue: number; stringValue: string }
	| { stateValue: Record<string, string>; stringValue: string };

/** When a subscription hears of a change. */
export interface Notification {
	/** `Immediate`: at every tick with a change; `Periodical`: every `notificationFrequency` seconds. */
	notificationMode: 'Immediate' | 'Periodical' | 'NoNotification' | 'Reset';
	notificationFrequency: number;
	/** Numbers that changed by less are not told. */
	insensitivity: number;
}

/** A statistic as a subscription may define it. */
export interface StatDefinition extends Partial<Notification> {
	category: string;
	subject?: string;
	intervalType?: string;
	mainMask?: string;
	dynamicTimeProfile?: string;
	dynamicFilter?: string;
	maskType?: string;
}

/** A statistic as a subscription asks for it: by name or by definition. */
export interface WantedStatistic {
	statisticId: string;
	objectId: string;
	objectType: string;
	name?: string;
	definition?: StatDefinition;
}

/** A value as the channel `/statistics/v3/updates` carries it. */
export interface StatisticUpdate {
	subscriptionId: string;
	statisticId: string;
	value: Record<string, unknown>;
	/** Epoch milliseconds. */
	timestamp: number;
}

export interface RateOptions {
	perSecond: number;
	/** How many updates one message carries at most; default 1. */
	perMessage?: number;
	/** Stops after so many updates; default: at `stop`. */
	limit?: number;
}

export interface RateState {
	running: boolean;
	/** Updates published since the last start. */
	published: number;
}
