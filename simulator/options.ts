import type { AuthOptions } from './auth/options';
import type { CloudOptions } from './cloud/options';
import type { CloudLoginOptions } from './cloud/login/options';
import type { CometdOptions } from './cometd/options';
import type { ExportsOptions } from './exports/options';
import type { InteractionsOptions } from './interactions/options';
import type { MessagingOptions } from './messaging/options';
import type { OpenMediaOptions } from './openMedia/options';
import type { StatisticsOptions } from './statistics/options';
import type { WebServicesOptions } from './webServices/options';

export {
	DEFAULT_CLIENT_ID,
	DEFAULT_CLIENT_SECRET,
	DEFAULT_JWT_SECRET,
	DEFAULT_TENANT,
} from './auth/options';
export {
	DEFAULT_CLOUD_APP_ID,
	DEFAULT_CLOUD_APP_SECRET,
	DEFAULT_CLOUD_CLIENT_ID,
	DEFAULT_CLOUD_CLIENT_SECRET,
} from './cloud/login/options';
export { DEFAULT_CCID, DEFAULT_CHANNEL_SECRET, DEFAULT_EMAIL_SECRET } from './messaging/options';

export const DEFAULT_API_KEY = 'demo-api-key';
export const DEFAULT_APP_SECRET = 'demo-app-secret';

export interface SimulatorOptions {
	/** Port on 127.0.0.1; default 0, a free one. */
	port?: number;
	/** Decides ids, names, sample mails, tokens and statistics; default 1. */
	seed?: number;
	/** Default `demo-api-key`. */
	apiKey?: string;
	/** Signs the webhook; default `demo-app-secret`. */
	appSecret?: string;
	webhook?: InteractionsOptions;
	/** Start with a few secure mails for `consumer@example.com`, and e-mails in the inbox of `agent`; default true. */
	samples?: boolean;
	openMedia?: OpenMediaOptions;
	auth?: AuthOptions;
	cloudLogin?: CloudLoginOptions;
	cloud?: CloudOptions;
	statistics?: StatisticsOptions;
	cometd?: CometdOptions;
	messaging?: MessagingOptions;
	exports?: ExportsOptions;
	webServices?: WebServicesOptions;
	/** Added to every API call, in milliseconds; default 0. */
	latencyMs?: number;
	/** Keep the API requests for `control.requests`; default true. */
	record?: boolean;
	/** The most requests kept; default 10,000. */
	recordLimit?: number;
}
