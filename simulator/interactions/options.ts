import type { WebhookSettings } from '../webhooks/model';

/** Default: no URL (nothing is sent), 5 s to answer, 1 s between attempts, 3 attempts. */
export type InteractionsOptions = Partial<Omit<WebhookSettings, 'secret'>>;

/** Fills in what is not given. */
export function interactionsSettings(
	secret: string,
	options: InteractionsOptions = {},
): WebhookSettings {
	return { url: '', timeoutMs: 5_000, retryDelayMs: 1_000, maxAttempts: 3, ...options, secret };
}
