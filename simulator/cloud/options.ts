import type { CloudSettings } from './model';

/** Default: no limit of requests, every permission, and conversations are answered at once. */
export type CloudOptions = Partial<CloudSettings>;

/** Fills in what is not given. */
export const cloudSettings = (options: CloudOptions = {}): CloudSettings => ({
	requestsPerMinute: 0,
	minuteMs: 60_000,
	deniedPermissions: [],
	webhookRetryDelayMs: 5_000,
	webhookTimeoutMs: 10_000,
	routing: 'answer',
	...options,
});
