import type { AddressInfo } from 'node:net';
import { AuthApi } from './auth/api';
import { controlRoutes } from './core/control';
import { exportsControl, type ExportsControl } from './exports/control';
import { ExportsApi } from './exports/api';
import type { SimulatorContext } from './core/api';
import { Faults } from './core/faults';
import { InteractionsWebhook } from './interactions/webhook';
import { messagingControl, type MessagingControl } from './messaging/control';
import { MessagingApi } from './messaging/api';
import { NotificationsApi } from './cometd/api';
import { OpenMediaApi } from './openMedia/api';
import {
	authOptions,
	cometdSettings,
	DEFAULT_API_KEY,
	DEFAULT_APP_SECRET,
	exportsOptions,
	messagingOptions,
	statisticsOptions,
	type SimulatorOptions,
} from './options';
import { seededRandom } from './core/random';
import { RequestLog } from './core/requestLog';
import { SecureEmailApi } from './secureEmail/api';
import { createServer } from './core/server';
import { StatisticsApi } from './statistics/api';
import { StatisticsFeed } from './statistics/feed';

export type { AuthSettings } from './auth/api';
export type { AuthToken } from './auth/tokens';
export type { AuthUser } from './auth/users';
export type { ExportsControl, JobState } from './exports/control';
export type { NewFile } from './exports/files';
export type {
	ExportsSettings,
	FileMetadata,
	JobDefinition,
	JobInfo,
	JobStatus,
} from './exports/model';
export type { StorageRequest } from './exports/storage';
export type { StorageFault, StorageFaultState } from './exports/storageFaults';
export type { FaultKind, FaultMatch, FaultRule, FaultState } from './core/faults';
export type {
	Chat,
	CustomDelivery,
	InteractionEntity,
	InteractionEvent,
	WebhookEvent,
} from './interactions/webhook';
export type { MessagingControl } from './messaging/control';
export type { MediaResource, StoredMedia } from './messaging/mediaStore';
export type {
	AgentMessage,
	AgentSend,
	Channel,
	InboundMessage,
	MessagingSettings,
	Receipt,
} from './messaging/model';
export { REASON_CODES } from './messaging/schemas';
export type { CometdSession, CometdSettings, Refusal } from './cometd/api';
export type { Workitem } from './openMedia/api';
export * from './options';
export type { RecordedRequest, RequestFilter } from './core/requestLog';
export type { NewMail, SecureMail } from './secureEmail/api';
export { SERVICE_CHANNEL, UPDATES_CHANNEL } from './statistics/feed';
export type { ServiceState, StatisticsSettings } from './statistics/feed';
export type { StatDefinition, StatValue } from './statistics/profiles';
export type { RateOptions, RateState } from './statistics/rate';
export type { StatisticUpdate, WantedStatistic } from './statistics/subscriptions';
export type { Delivery, DeliveryAttempt, Spoil, WebhookSettings } from './webhooks/sender';

/** What a test does instead of calling the control API: the same things, typed. */
export interface SimulatorControl {
	faults: Pick<Faults, 'add' | 'list' | 'clear'>;
	requests: Pick<RequestLog, 'list' | 'clear' | 'maxInFlight' | 'resetMaxInFlight'>;
	secureEmails: Pick<SecureEmailApi, 'list' | 'add'>;
	workitems: Pick<OpenMediaApi, 'list'>;
	chats: {
		start: InteractionsWebhook['startChat'];
		finish: InteractionsWebhook['finishChat'];
		list: InteractionsWebhook['listChats'];
	};
	webhook: Pick<
		InteractionsWebhook,
		'settings' | 'set' | 'send' | 'redeliver' | 'deliveries' | 'clearDeliveries' | 'settled'
	>;
	auth: Pick<
		AuthApi,
		'settings' | 'set' | 'listUsers' | 'listTokens' | 'issueToken' | 'expireTokens' | 'revokeTokens'
	>;
	statistics: Pick<
		StatisticsFeed,
		| 'settings'
		| 'set'
		| 'profiles'
		| 'objects'
		| 'listSubscriptions'
		| 'tick'
		| 'serviceState'
		| 'setServiceState'
		| 'publishUpdates'
		| 'startRate'
		| 'stopRate'
		| 'rateState'
	>;
	cometd: Pick<
		NotificationsApi,
		| 'settings'
		| 'set'
		| 'sessions'
		| 'heldPolls'
		| 'loseSessions'
		| 'refuseHandshakes'
		| 'dropPolls'
		| 'publish'
	>;
	messaging: MessagingControl;
	exports: ExportsControl;
	/** All state (mails, tokens, subscriptions, faults, recorded requests ...) as at the start; settings stay. */
	reset(): Promise<void>;
}

export interface Simulator {
	/** Base URL without a slash at the end, `http://127.0.0.1:PORT`. */
	url: string;
	port: number;
	/** Where pre-signed links lead, without a slash at the end. */
	storageUrl: string;
	apiKey: string;
	appSecret: string;
	clientId: string;
	clientSecret: string;
	control: SimulatorControl;
	/** Stops everything: no socket, timer or redelivery is left when it returns. */
	close(): Promise<void>;
}

/**
 * Starts a Genesys of one's own on 127.0.0.1: Secure Email, Openmedia, the Interactions webhook,
 * Authentication, Statistics with CometD, Third-Party Messaging, and User Data Management with a
 * storage of its own.
 * @throws the error of `listen`, for example with code EADDRINUSE
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const apiKey = options.apiKey ?? DEFAULT_API_KEY;
	const appSecret = options.appSecret ?? DEFAULT_APP_SECRET;
	let url = '';
	const context: SimulatorContext = { url: () => url, random: seededRandom(options.seed ?? 1) };

	const webhook = new InteractionsWebhook(context, {
		url: '',
		timeoutMs: 5_000,
		retryDelayMs: 1_000,
		maxAttempts: 3,
		...options.webhook,
		secret: appSecret,
	});
	const secureEmail = new SecureEmailApi(context, webhook, options.samples ?? true);
	const openMedia = new OpenMediaApi(context, options.openMediaServices ?? ['workitems']);
	const { client, ...auth } = authOptions(options);
	const authentication = new AuthApi(context, { client, ...auth });
	const feed: StatisticsFeed = new StatisticsFeed(
		context,
		statisticsOptions(options),
		(...message) => cometd.publish(...message),
	);
	const statistics = new StatisticsApi(context, feed);
	const cometd = new NotificationsApi(cometdSettings(options), () => statistics.access());
	const messaging = new MessagingApi(context, messagingOptions(options));
	const { storagePort, settings: exportsSettings } = exportsOptions(options);
	const exportsApi = new ExportsApi(context, exportsSettings);
	const families = [
		...[secureEmail, openMedia, authentication, statistics, cometd, messaging],
		exportsApi,
	];
	const parts = [...families, webhook];

	const faults = new Faults(options.latencyMs ?? 0);
	const log = new RequestLog(options.record === false ? 0 : (options.recordLimit ?? 10_000));
	const reset = async () => {
		for (const part of parts) await part.reset();
		faults.clear();
		log.clear();
		log.resetMaxInFlight();
	};
	const app = createServer({
		families,
		faults,
		log,
		apiKey,
		tokens: authentication.tokens,
		controlRoutes: (control) => controlRoutes(control, { faults, log, parts, reset }),
	});

	const stop = async () => {
		faults.close();
		feed.stop();
		cometd.close();
		await webhook.stop();
		await messaging.stop();
		await exportsApi.stop();
		await app.close();
		// A request that was answered while closing may have started one more delivery.
		await webhook.stop();
		await messaging.close();
	};
	try {
		await exportsApi.core.storage.listen(storagePort);
		await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
	} catch (error) {
		await stop();
		throw error;
	}
	const { port } = app.server.address() as AddressInfo;
	url = `http://127.0.0.1:${port}`;

	return {
		url,
		port,
		storageUrl: exportsApi.core.storage.url(),
		apiKey,
		appSecret,
		clientId: client.id,
		clientSecret: client.secret,
		control: {
			faults,
			requests: log,
			secureEmails: secureEmail,
			workitems: openMedia,
			chats: {
				start: (chat) => webhook.startChat(chat),
				finish: (id) => webhook.finishChat(id),
				list: () => webhook.listChats(),
			},
			webhook,
			auth: authentication,
			statistics: feed,
			cometd,
			messaging: messagingControl(messaging),
			exports: exportsControl(exportsApi.core),
			reset,
		},
		close: stop,
	};
}
