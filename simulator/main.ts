import { parseArgs } from 'node:util';
import {
	DEFAULT_API_KEY,
	DEFAULT_APP_SECRET,
	DEFAULT_CCID,
	DEFAULT_CLIENT_ID,
	DEFAULT_CLIENT_SECRET,
	startSimulator,
	type Simulator,
} from './index';
import { LONGEST_TIMER } from './core/timers';
import { SAMPLE_ADDRESS } from './secureEmail/samples';

const DEFAULT_PORT = 4010;

const HELP = `A Genesys on your desk: Secure Email, Openmedia, the Interactions webhook, Authentication,
Statistics with CometD, Third-Party Messaging, User Data Management, Web Services (e-mail),
and Genesys Cloud.

npm run simulator -- [options]
  --port N              port on 127.0.0.1, 0 = any free one (default ${DEFAULT_PORT})
  --seed N              decides ids, names, sample mails, tokens and statistics (default 1)
  --api-key KEY         value that x-api-key must have (default ${DEFAULT_API_KEY})
  --app-secret TEXT     key that signs the webhook (default ${DEFAULT_APP_SECRET})
  --webhook-url URL     where STARTED and FINISHED events go (default: nowhere)
  --client-id ID        OAuth2 client (default ${DEFAULT_CLIENT_ID})
  --client-secret TEXT  its password (default ${DEFAULT_CLIENT_SECRET})
  --redirect-uri URL    allowed besides an n8n on this machine; may be given several times
  --token-lifetime SEC  until an access token expires (default 43199)
  --key-on-token        the token call needs x-api-key
  --key-alone           Statistics and CometD are content with the key, without a token
  --tick MS             between two steps of the statistics, 0 = only on request (default 1000)
  --connect-timeout MS  how long a CometD connect is held (default 30000)
  --without-envelope    CometD messages without the outer {name, topic, data}
  --messaging-url URL   where the messages of agents go (default: nowhere)
  --ccid ID             contact center of the messaging channels (default ${DEFAULT_CCID})
  --storage-port N      port of the export files on 127.0.0.1 (default: any free one)
  --export-run MS       how long an export runs (default 2000)
  --cron-speed N        how many times faster scheduled exports follow each other (default 1)
  --cloud-rate-limit N  requests a minute of one token of Genesys Cloud, 0 = any (default 300)
  --csrf                changes in the inbox of Web Services need the CSRF token of a GET
  --latency MS          added to every API call (default 0)
  --quiet               print nothing but errors
  --help                print this
`;

/**
 * The options of the command line.
 * @throws Error that says what is wrong with them
 */
export function readArguments(args: string[]) {
	const { values } = parseArgs({
		args,
		options: {
			port: { type: 'string', default: String(DEFAULT_PORT) },
			seed: { type: 'string', default: '1' },
			'api-key': { type: 'string', default: DEFAULT_API_KEY },
			'app-secret': { type: 'string', default: DEFAULT_APP_SECRET },
			'webhook-url': { type: 'string', default: '' },
			'client-id': { type: 'string', default: DEFAULT_CLIENT_ID },
			'client-secret': { type: 'string', default: DEFAULT_CLIENT_SECRET },
			'redirect-uri': { type: 'string', multiple: true, default: [] },
			'token-lifetime': { type: 'string', default: '43199' },
			'key-on-token': { type: 'boolean', default: false },
			'key-alone': { type: 'boolean', default: false },
			tick: { type: 'string', default: '1000' },
			'connect-timeout': { type: 'string', default: '30000' },
			'without-envelope': { type: 'boolean', default: false },
			'messaging-url': { type: 'string', default: '' },
			ccid: { type: 'string', default: DEFAULT_CCID },
			'storage-port': { type: 'string', default: '0' },
			'export-run': { type: 'string', default: '2000' },
			'cron-speed': { type: 'string', default: '1' },
			'cloud-rate-limit': { type: 'string', default: '300' },
			csrf: { type: 'boolean', default: false },
			latency: { type: 'string', default: '0' },
			quiet: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	const webhookUrl = httpUrl('webhook-url', values['webhook-url']);
	const messagingUrl = httpUrl('messaging-url', values['messaging-url']);
	const tokenLifetimeSeconds = atLeastOne('token-lifetime', values['token-lifetime']);
	return {
		help: values.help,
		quiet: values.quiet,
		options: {
			port: wholeNumber('port', values.port, 65_535),
			seed: wholeNumber('seed', values.seed),
			latencyMs: wholeNumber('latency', values.latency),
			apiKey: values['api-key'],
			appSecret: values['app-secret'],
			webhook: { url: webhookUrl },
			messaging: { webhookUrl: messagingUrl, ccid: values.ccid },
			exports: {
				storagePort: wholeNumber('storage-port', values['storage-port'], 65_535),
				runMs: wholeNumber('export-run', values['export-run'], LONGEST_TIMER),
				cronSpeed: atLeastOne('cron-speed', values['cron-speed']),
			},
			auth: {
				clientId: values['client-id'],
				clientSecret: values['client-secret'],
				redirectUris: values['redirect-uri'],
				tokenLifetimeSeconds,
				requireApiKeyOnToken: values['key-on-token'],
			},
			cloudLogin: { redirectUris: values['redirect-uri'] },
			cloud: {
				requestsPerMinute: wholeNumber('cloud-rate-limit', values['cloud-rate-limit']),
			},
			statistics: {
				requireToken: !values['key-alone'],
				tickMs: wholeNumber('tick', values.tick, LONGEST_TIMER),
				envelope: !values['without-envelope'],
			},
			webServices: { csrf: values.csrf },
			cometd: {
				timeoutMs: wholeNumber('connect-timeout', values['connect-timeout'], LONGEST_TIMER),
			},
		},
	};
}

function httpUrl(name: string, value: string): string {
	if (value && !/^https?:\/\/./.test(value)) {
		throw new Error(`--${name} must begin with http:// or https://`);
	}
	return value;
}

function atLeastOne(name: string, value: string): number {
	const number = wholeNumber(name, value);
	if (number === 0) throw new Error(`--${name} must be at least 1`);
	return number;
}

function wholeNumber(name: string, value: string, highest = Number.MAX_SAFE_INTEGER): number {
	if (!/^\d+$/.test(value) || Number(value) > highest) {
		throw new Error(`--${name} must be a whole number from 0 to ${highest}`);
	}
	return Number(value);
}

function describe({ url, storageUrl, apiKey, clientId, control }: Simulator): string {
	return `Genesys simulator at ${url}
  Secure Email   ${url}/nexus/v3/securemail
  Openmedia      ${url}/nexus/v3/openmedia/workitems/interactions
  Webhook        ${control.webhook.settings().url || `no URL set: PUT ${url}/_simulator/webhook`}
  OAuth2         ${url}/auth/v3/oauth/authorize and /token
  Genesys Cloud  ${url}/api/v2/conversations, login at /oauth/authorize and /token
  Statistics     ${url}/statistics/v3, CometD at /statistics/v3/notifications
  Messaging      ${url}/nexus/v3/channels/${control.messaging.channels()[0].id}/messages
  Exports        ${url}/udm/v10 (a token is needed), files at ${storageUrl}
  Web Services   ${url}/api/v2/me/interactions, CometD at /api/v2/notifications
  Control API    ${url}/_simulator/
Sign in with client ${clientId} as ${control.auth.listUsers()[0].userName}. Try it:
  curl -H 'x-api-key: ${apiKey}' '${url}/nexus/v3/securemail?address=${SAMPLE_ADDRESS}'
Stop it with Ctrl+C.
`;
}

async function main(): Promise<void> {
	const { help, quiet, options } = readArguments(process.argv.slice(2));
	if (help) {
		process.stdout.write(HELP);
		return;
	}
	const simulator = await startSimulator(options).catch(
		(error: NodeJS.ErrnoException & { port?: number }) => {
			if (error.code !== 'EADDRINUSE') throw error;
			const option = error.port === options.port ? '--port' : '--storage-port';
			throw new Error(
				`Port ${error.port} is in use: stop what uses it, or choose another ${option}`,
			);
		},
	);
	const stop = () => void simulator.close();
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
	if (!quiet) process.stdout.write(describe(simulator));
}

if (require.main === module) {
	main().catch((error: Error) => {
		process.stderr.write(`${error.message}\n`);
		process.exitCode = 1;
	});
}
