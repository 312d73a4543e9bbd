import type { CometdSettings } from './model';

/** Default: a connect is held for 30 s, no interval, a session lives 10 s without a connect. */
export type CometdOptions = Partial<CometdSettings>;

/** Fills in what is not given. */
export function cometdSettings(options: CometdOptions = {}): CometdSettings {
	return { timeoutMs: 30_000, intervalMs: 0, maxIntervalMs: 10_000, ...options };
}
