import type { CometdOptions } from '../cometd/options';
import type { WebServicesSettings } from './model';

/**
 * Default: notifications on `/v2/me/interactions` 20 ms after what they are about, CSRF protection off, no key needed,
 * refused operations answered 200.
 */
export type WebServicesOptions = Partial<WebServicesSettings> & {
	/** What stands before `/me/interactions`; default `/api/v2`. */
	basePath?: string;
	/** Where CometD clients connect; default `/notifications` below the base path. */
	notificationsPath?: string;
	/** Of its CometD server; default: as that of the statistics. */
	cometd?: CometdOptions;
};

/** The options with their defaults. */
export interface WebServicesConfig {
	settings: WebServicesSettings;
	basePath: string;
	notificationsPath: string;
}

/** Fills in what is not given. */
export function webServicesConfig(options: WebServicesOptions = {}): WebServicesConfig {
	const { basePath = '/api/v2', notificationsPath = `${basePath}/notifications` } = options;
	return {
		settings: {
			channel: options.channel ?? '/v2/me/interactions',
			delayMs: options.delayMs ?? 20,
			csrf: options.csrf ?? false,
			csrfOnNotifications: options.csrfOnNotifications ?? false,
			requireApiKey: options.requireApiKey ?? false,
			refusals: options.refusals ?? 'ok',
			queues: options.queues ?? ['email-inbound', 'email-drafts', 'support', 'billing'],
		},
		basePath,
		notificationsPath,
	};
}
