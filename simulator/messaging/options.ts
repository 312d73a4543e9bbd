import type { Channel, MessagingSettings } from './model';

export const DEFAULT_CCID = 'demo-ccid';
export const DEFAULT_CHANNEL_SECRET = 'demo-channel-secret';
export const DEFAULT_EMAIL_SECRET = 'demo-email-secret';

/** Default: 10 s to answer a webhook, 1 s between attempts, 3 attempts, the rest as in the samples. */
export type MessagingOptions = Partial<MessagingSettings> & {
	/** Contact center of the default channels; default `demo-ccid`. */
	ccid?: string;
	/** Where the default channels send what agents write; default nowhere. */
	webhookUrl?: string;
	/** Default: `sms-channel` with `demo-channel-secret`, `email-channel` with `demo-email-secret`. */
	channels?: Channel[];
};

/** The options with their defaults. */
export interface MessagingConfig {
	settings: MessagingSettings;
	channels: Channel[];
}

/** Fills in what is not given. */
export function messagingConfig(options: MessagingOptions = {}): MessagingConfig {
	const { ccid = DEFAULT_CCID, webhookUrl = '', channels, ...settings } = options;
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
