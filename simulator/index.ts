import type { AddressInfo } from 'node:net';
import { controlRoutes } from './control';
import type { SimulatorContext } from './family';
import { Faults } from './faults';
import { InteractionsWebhook } from './interactionsWebhook';
import { OpenMediaApi } from './openMedia';
import { seededRandom } from './random';
import { RequestLog } from './requestLog';
import { SecureEmailApi } from './secureEmail';
import { createServer } from './server';
import type { WebhookSettings } from './webhookSender';

export type { FaultKind, FaultMatch, FaultRule, FaultState } from './faults';
export type {
	Chat,
	CustomDelivery,
	InteractionEntity,
	InteractionEvent,
	WebhookEvent,
} from './interactionsWebhook';
export type { Workitem } from './openMedia';
export type { RecordedRequest, RequestFilter } from './requestLog';
export type { NewMail, SecureMail } from './secureEmail';
export type { Delivery, DeliveryAttempt, Spoil, WebhookSettings } from './webhookSender';

export const DEFAULT_API_KEY = 'demo-api-key';
export const DEFAULT_APP_SECRET = 'demo-app-secret';

export interface SimulatorOptions {
	/** Port on 127.0.0.1; default 0, a free one. */
	port?: number;
	/** Decides ids, names and sample mails; default 1. */
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
	/** Added to every API call, in milliseconds; default 0. */
	latencyMs?: number;
	/** Keep the API requests for `control.requests`; default true. */
	record?: boolean;
	/** The most requests kept; default 10,000. */
	recordLimit?: number;
}

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
	/** Mails, workitems, chats, deliveries, faults and recorded requests as at the start; settings stay. */
	reset(): Promise<void>;
}

export interface Simulator {
	/** Base URL without a slash at the end, `http://127.0.0.1:PORT`. */
	url: string;
	port: number;
	apiKey: string;
	appSecret: string;
	control: SimulatorControl;
	/** Stops everything: no socket, timer or redelivery is left when it returns. */
	close(): Promise<void>;
}

/**
 * Starts a Genesys of one's own on 127.0.0.1: Secure Email, Openmedia and the Interactions webhook.
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
	const families = [secureEmail, openMedia];
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
		controlRoutes: (control) => controlRoutes(control, { faults, log, parts, reset }),
	});

	await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
	const { port } = app.server.address() as AddressInfo;
	url = `http://127.0.0.1:${port}`;

	return {
		url,
		port,
		apiKey,
		appSecret,
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
			reset,
		},
		close: async () => {
			faults.close();
			await webhook.stop();
			await app.close();
			// A request that was answered while closing may have started one more delivery.
			await webhook.stop();
		},
	};
}
