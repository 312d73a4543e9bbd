import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { AuthApi } from './auth/api';
import { authControl, authControlRoutes, type AuthControl } from './auth/control';
import { CloudApi } from './cloud/api';
import { cloudControl, cloudControlRoutes, type CloudControl } from './cloud/control';
import { CloudLogin } from './cloud/login/api';
import {
	cloudLoginControl,
	cloudLoginControlRoutes,
	type CloudLoginControl,
} from './cloud/login/control';
import { CometdApi } from './cometd/api';
import { cometdControl, cometdControlRoutes, type CometdControl } from './cometd/control';
import { apiKey } from './core/access';
import type { SimulatedApi, SimulatorContext } from './core/api';
import { coreControl, coreControlRoutes, type CoreControl } from './core/control';
import { Faults } from './core/faults';
import { seededRandom } from './core/random';
import { RequestLog } from './core/requestLog';
import { createServer } from './core/server';
import { ExportsApi } from './exports/api';
import { exportsControl, exportsControlRoutes, type ExportsControl } from './exports/control';
import { ChatsApi } from './interactions/api';
import {
	interactionsControl,
	interactionsControlRoutes,
	type InteractionsControl,
} from './interactions/control';
import { InteractionsWebhook } from './interactions/webhook';
import { MessagingApi } from './messaging/api';
import {
	messagingControl,
	messagingControlRoutes,
	type MessagingControl,
} from './messaging/control';
import { OpenMediaApi } from './openMedia/api';
import {
	openMediaControl,
	openMediaControlRoutes,
	type OpenMediaControl,
} from './openMedia/control';
import { DEFAULT_API_KEY, DEFAULT_APP_SECRET, type SimulatorOptions } from './options';
import { SecureEmailApi } from './secureEmail/api';
import {
	secureEmailControl,
	secureEmailControlRoutes,
	type SecureEmailControl,
} from './secureEmail/control';
import { StatisticsApi } from './statistics/api';
import {
	statisticsControl,
	statisticsControlRoutes,
	type StatisticsControl,
} from './statistics/control';
import { NOTIFICATIONS_PATH, SERVICE_CHANNEL, UPDATES_CHANNEL } from './statistics/model';
import { WebServicesApi } from './webServices/api';
import {
	webServicesControl,
	webServicesControlRoutes,
	type WebServicesControl,
} from './webServices/control';
import { errorBody as webServicesErrorBody } from './webServices/errors';

export type { AuthSettings, AuthToken, AuthUser } from './auth/model';
export type { NewConversation } from './cloud/api';
export type { CloudSettings, Conversation } from './cloud/model';
export type { CloudClient } from './cloud/login/options';
export type { CloudIdentity, CloudToken } from './cloud/login/tokens';
export type { CloudUser } from './cloud/login/users';
export type { CometdSession, CometdSettings, Refusal } from './cometd/model';
export type { FaultKind, FaultMatch, FaultRule, FaultState } from './core/faults';
export type { RecordedRequest, RequestFilter } from './core/requestLog';
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
export type {
	Chat,
	CustomDelivery,
	InteractionEntity,
	InteractionEvent,
	WebhookEvent,
} from './interactions/model';
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
export type { OpenMediaSettings, Workitem } from './openMedia/model';
export * from './options';
export type { NewMail, SecureMail } from './secureEmail/model';
export { SERVICE_CHANNEL, UPDATES_CHANNEL } from './statistics/model';
export type {
	RateOptions,
	RateState,
	ServiceState,
	StatDefinition,
	StatisticsSettings,
	StatisticUpdate,
	StatValue,
	WantedStatistic,
} from './statistics/model';
export type { WebServicesControl } from './webServices/control';
export type {
	InteractionStateMessage,
	NewEmail,
	SentNotification,
	StoredAttachment,
	StoredInteraction,
	WebServicesSettings,
} from './webServices/model';
export type { Delivery, DeliveryAttempt, Spoil, WebhookSettings } from './webhooks/model';

/** What a test does instead of calling the control API: the same things, typed. */
export interface SimulatorControl extends CoreControl, InteractionsControl {
	secureEmails: SecureEmailControl;
	workitems: OpenMediaControl;
	auth: AuthControl;
	cloudLogin: CloudLoginControl;
	cloud: CloudControl;
	statistics: StatisticsControl;
	cometd: CometdControl;
	messaging: MessagingControl;
	exports: ExportsControl;
	webServices: WebServicesControl;
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
 * Starts a Genesys of your own on 127.0.0.1: Secure Email, Openmedia, the Interactions webhook,
 * Authentication, Statistics with CometD, Third-Party Messaging, User Data Management with a storage
 * of its own, the e-mail channel of Web Services, and Genesys Cloud with its login.
 * @throws the error of `listen`, for example with code EADDRINUSE
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const { appSecret = DEFAULT_APP_SECRET } = options;
	let url = '';
	const context: SimulatorContext = { url: () => url, random: seededRandom(options.seed ?? 1) };

	const key = apiKey(options.apiKey ?? DEFAULT_API_KEY);
	const auth = new AuthApi(context, key, options.auth);
	const cloudLogin = new CloudLogin(context, options.cloudLogin);
	const cloud = new CloudApi(
		context,
		cloudLogin.tokens,
		cloudLogin.listUsers(),
		cloudLogin.listClients(),
		options.cloud,
	);
	const credentials = { key, token: auth.token };
	const interactions = new InteractionsWebhook(context, appSecret, options.webhook);
	const secureEmail = new SecureEmailApi(
		context,
		credentials,
		(event, mail) => interactions.notify(event, mail),
		options.samples,
	);
	const chats = new ChatsApi(credentials, (id) => interactions.findChat(id));
	const openMedia = new OpenMediaApi(context, credentials, options.openMedia);
	const statistics: StatisticsApi = new StatisticsApi(
		context,
		credentials,
		(channel, data) => cometd.publish(channel, data),
		options.statistics,
	);
	const cometd = new CometdApi(
		{
			path: NOTIFICATIONS_PATH,
			channels: [UPDATES_CHANNEL, SERVICE_CHANNEL],
			access: statistics.access,
		},
		options.cometd,
	);
	const messaging = new MessagingApi(context, key, options.messaging);
	const exportsApi = new ExportsApi(context, credentials, options.exports);
	const webServices: WebServicesApi = new WebServicesApi(
		context,
		{
			key,
			people: auth.people,
			publishTo: (...notification) => webServicesCometd.publishTo(...notification),
			samples: options.samples ?? true,
		},
		options.webServices,
	);
	const webServicesCometd = new CometdApi(
		{
			path: webServices.notificationsPath,
			get channels() {
				return [webServices.settings().channel];
			},
			access: webServices.notificationsAccess,
			owner: ({ agentName }) => agentName,
			errorBody: webServicesErrorBody,
		},
		options.webServices?.cometd ?? options.cometd,
	);
	const apis: SimulatedApi[] = [
		secureEmail,
		chats,
		openMedia,
		auth,
		cloudLogin,
		cloud,
		statistics,
		cometd,
		messaging,
		exportsApi,
		webServices,
		webServicesCometd,
	];

	const faults = new Faults(options.latencyMs ?? 0);
	const log = new RequestLog(options.record === false ? 0 : (options.recordLimit ?? 10_000));
	const control: SimulatorControl = {
		...coreControl(faults, log, async () => {
			for (const part of [...apis, interactions]) await part.reset();
			faults.clear();
			log.clear();
			log.resetMaxInFlight();
		}),
		...interactionsControl(interactions),
		secureEmails: secureEmailControl(secureEmail),
		workitems: openMediaControl(openMedia),
		auth: authControl(auth),
		cloudLogin: cloudLoginControl(cloudLogin),
		cloud: cloudControl(cloud),
		statistics: statisticsControl(statistics),
		cometd: cometdControl(cometd),
		messaging: messagingControl(messaging),
		exports: exportsControl(exportsApi),
		webServices: webServicesControl(webServices, cometdControl(webServicesCometd)),
	};
	const app = createServer({
		apis,
		faults,
		log,
		controlRoutes: (routes) => controlRoutes(routes, control),
	});

	const stop = async () => {
		faults.close();
		statistics.stop();
		cometd.close();
		webServices.stop();
		webServicesCometd.close();
		await interactions.stop();
		await messaging.stop();
		await exportsApi.stop();
		await cloud.stop();
		await app.close();
		// A request that was answered while closing may have started one more delivery.
		await interactions.stop();
		await cloud.stop();
		await messaging.close();
		await webServices.close();
	};
	try {
		await exportsApi.listen();
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
		storageUrl: control.exports.storage.url(),
		apiKey: options.apiKey ?? DEFAULT_API_KEY,
		appSecret,
		clientId: auth.client.id,
		clientSecret: auth.client.secret,
		control,
		close: stop,
	};
}

function controlRoutes(app: FastifyInstance, control: SimulatorControl): void {
	coreControlRoutes(app, control);
	secureEmailControlRoutes(app, control.secureEmails);
	openMediaControlRoutes(app, control.workitems);
	authControlRoutes(app, control.auth);
	cloudLoginControlRoutes(app, control.cloudLogin);
	cloudControlRoutes(app, control.cloud);
	statisticsControlRoutes(app, control.statistics);
	cometdControlRoutes(app, control.cometd);
	messagingControlRoutes(app, control.messaging);
	exportsControlRoutes(app, control.exports);
	webServicesControlRoutes(app, control.webServices);
	cometdControlRoutes(app, control.webServices.cometd, '/web-services/cometd');
	interactionsControlRoutes(app, control);
}
