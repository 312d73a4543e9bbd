import type { AuthOptions, AuthSettings } from './auth/api';
import { DEFAULT_EXPORTS_SETTINGS, type ExportsSettings } from './exports/model';
import type { Channel, MessagingOptions, MessagingSettings } from './messaging/model';
import type { CometdSettings } from './cometd/api';
import type { StatisticsOptions, StatisticsSettings } from './statistics/feed';
import type { WebhookSettings } from './webhooks/sender';
import type { AuthUser } from './auth/users';

export const DEFAULT_API_KEY = 'demo-api-key';
export const DEFAULT_APP_SECRET = 'demo-app-secret';
export const DEFAULT_CLIENT_ID = 'demo-client';
export const DEFAULT_CLIENT_SECRET = 'demo-client-secret';
export const DEFAULT_JWT_SECRET = 'demo-jwt-secret';
export const DEFAULT_TENANT = 'demo';
export const DEFAULT_CCID = 'demo-ccid';
export const DEFAULT_CHANNEL_SECRET = 'demo-channel-secret';
export const DEFAULT_EMAIL_SECRET = 'demo-email-secret';

export interface SimulatorOptions {
	/** Port on 127.0.0.1; default 0, a free one. */
	port?: number;
	/** Decides ids, names, sample mails, tokens and statistics; default 1. */
	seed?: number;
	/** Default `demo-api-key`. */
	apiKey?: string;
	/** Signs the webhook; default `demo-app-secret`. */
	appSecret?: string;
	/** Default: no URL (nothing is sent), 5 s to answer, 1 s between attempts, 3 attempts. */
	webhook?: Partial<Omit<WebhookSettings, 'secret'>>;
	/** Start with a few secure mails for `consumer@example.com`; default true. */
	samples?: boolean;
	/** Names of the open media services that exist; default `workitems`. */
	openMediaServices?: string[];
	/** Default: tokens live 43,199 s, refresh tokens 30 days, no key needed on the token call. */
	auth?: Partial<AuthSettings> & {
		/** Default `demo-client`. */
		clientId?: string;
		/** Default `demo-client-secret`. */
		clientSecret?: string;
		/** Allowed besides the OAuth2 callback of an n8n at http://127.0.0.1 or http://localhost. */
		redirectUris?: string[];
		/** Default: `agent` / `agent-password` and `supervisor` / `supervisor-password`. */
		users?: AuthUser[];
		/** What the tenant field of the sign-in form may say; default `demo`. */
		tenant?: string;
		/** Signs the JWT of jwt-userinfo (HS256); default `demo-jwt-secret`. */
		jwtSecret?: string;
	};
	/** Default: no token required, a tick each second, messages with the outer envelope. */
	statistics?: Partial<StatisticsSettings> & {
		/** Default `agent` and `agent1` to `agent200`. */
		agents?: string[];
		/** Default `queue1` to `queue10`. */
		queues?: string[];
	};
	/** Default: a connect is held for 30 s, no interval, a session lives 10 s without a connect. */
	cometd?: Partial<CometdSettings>;
	/** Default: 10 s to answer a webhook, 1 s between attempts, 3 attempts, the rest as in the samples. */
	messaging?: Partial<MessagingSettings> & {
		/** Contact center of the default channels; default `demo-ccid`. */
		ccid?: string;
		/** Where the default channels send what agents write; default nowhere. */
		webhookUrl?: string;
		/** Default: `sms-channel` with `demo-channel-secret`, `email-channel` with `demo-email-secret`. */
		channels?: Channel[];
	};
	/** Default: a run takes 2 s and makes one file of 20,000 bytes for each medium; time is real. */
	exports?: Partial<ExportsSettings> & {
		/** Port of the storage on 127.0.0.1; default 0, a free one. */
		storagePort?: number;
	};
	/** Added to every API call, in milliseconds; default 0. */
	latencyMs?: number;
	/** Keep the API requests for `control.requests`; default true. */
	record?: boolean;
	/** The most requests kept; default 10,000. */
	recordLimit?: number;
}

export function authOptions({ auth = {} }: SimulatorOptions): AuthOptions {
	return {
		settings: {
			tokenLifetimeSeconds: auth.tokenLifetimeSeconds ?? 43_199,
			refreshTokenLifetimeSeconds: auth.refreshTokenLifetimeSeconds ?? 30 * 24 * 3_600,
			requireApiKeyOnToken: auth.requireApiKeyOnToken ?? false,
		},
		client: {
			id: auth.clientId ?? DEFAULT_CLIENT_ID,
			secret: auth.clientSecret ?? DEFAULT_CLIENT_SECRET,
			redirectUris: auth.redirectUris ?? [],
		},
		users: auth.users,
		tenant: auth.tenant ?? DEFAULT_TENANT,
		jwtSecret: auth.jwtSecret ?? DEFAULT_JWT_SECRET,
	};
}

export function statisticsOptions({ statistics = {} }: SimulatorOptions): StatisticsOptions {
	return {
		settings: {
			requireToken: statistics.requireToken ?? false,
			tickMs: statistics.tickMs ?? 1_000,
			envelope: statistics.envelope ?? true,
		},
		agents: statistics.agents ?? ['agent', ...numbered('agent', 200)],
		queues: statistics.queues ?? numbered('queue', 10),
	};
}

export function cometdSettings({ cometd = {} }: SimulatorOptions): CometdSettings {
	return { timeoutMs: 30_000, intervalMs: 0, maxIntervalMs: 10_000, ...cometd };
}

export function messagingOptions({ messaging = {} }: SimulatorOptions): MessagingOptions {
	const { ccid = DEFAULT_CCID, webhookUrl = '', channels, ...settings } = messaging;
	const common = { previousSecret: '', ccid, webhookUrl };
	return {
		settings: {
			requireApiKey: false,
			emptyBodySignature: 'required',
			idsAs: 'strings',
			receiptIds: false,
			idPlace: 'sample',
			checkMediaUrls: true,
			mediaTypes: [],
			timeoutMs: 10_000,
			retryDelayMs: 1_000,
			maxAttempts: 3,
			...settings,
		},
		channels: channels ?? [
			{ id: 'sms-channel', type: 'sms', secret: DEFAULT_CHANNEL_SECRET, ...common },
			{ id: 'email-channel', type: 'email', secret: DEFAULT_EMAIL_SECRET, ...common },
		],
	};
}

export function exportsOptions({ exports = {} }: SimulatorOptions) {
	const { storagePort = 0, ...settings } = exports;
	return { storagePort, settings: { ...DEFAULT_EXPORTS_SETTINGS, ...settings } };
}

function numbered(name: string, count: number): string[] {
	return Array.from({ length: count }, (_, index) => `${name}${index + 1}`);
}
