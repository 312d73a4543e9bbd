import { parseArgs } from 'node:util';
import { DEFAULT_API_KEY, DEFAULT_APP_SECRET, startSimulator, type Simulator } from './index';
import { SAMPLE_ADDRESS } from './secureEmailSamples';

const DEFAULT_PORT = 4010;

const HELP = `A Genesys on your desk: Secure Email, Openmedia and the Interactions webhook.

npm run simulator -- [options]
  --port N            port on 127.0.0.1, 0 = any free one (default ${DEFAULT_PORT})
  --seed N            decides ids, names and sample mails (default 1)
  --api-key KEY       value that x-api-key must have (default ${DEFAULT_API_KEY})
  --app-secret TEXT   key that signs the webhook (default ${DEFAULT_APP_SECRET})
  --webhook-url URL   where STARTED and FINISHED events go (default: nowhere)
  --latency MS        added to every API call (default 0)
  --quiet             print nothing but errors
  --help              print this
`;

function readArguments() {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: String(DEFAULT_PORT) },
			seed: { type: 'string', default: '1' },
			'api-key': { type: 'string', default: DEFAULT_API_KEY },
			'app-secret': { type: 'string', default: DEFAULT_APP_SECRET },
			'webhook-url': { type: 'string', default: '' },
			latency: { type: 'string', default: '0' },
			quiet: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	const webhookUrl = values['webhook-url'];
	if (webhookUrl && !/^https?:\/\/./.test(webhookUrl)) {
		throw new Error('--webhook-url must begin with http:// or https://');
	}
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
		},
	};
}

function wholeNumber(name: string, value: string, highest = Number.MAX_SAFE_INTEGER): number {
	if (!/^\d+$/.test(value) || Number(value) > highest) {
		throw new Error(`--${name} must be a whole number from 0 to ${highest}`);
	}
	return Number(value);
}

function describe({ url, apiKey, control }: Simulator): string {
	return `Genesys simulator at ${url}
  Secure Email   ${url}/nexus/v3/securemail
  Openmedia      ${url}/nexus/v3/openmedia/workitems/interactions
  Webhook        ${control.webhook.settings().url || `no URL set: PUT ${url}/_simulator/webhook`}
  Control API    ${url}/_simulator/
Try it:
  curl -H 'x-api-key: ${apiKey}' '${url}/nexus/v3/securemail?address=${SAMPLE_ADDRESS}'
Stop it with Ctrl+C.
`;
}

async function main(): Promise<void> {
	const { help, quiet, options } = readArguments();
	if (help) {
		process.stdout.write(HELP);
		return;
	}
	const simulator = await startSimulator(options).catch((error: NodeJS.ErrnoException) => {
		if (error.code !== 'EADDRINUSE') throw error;
		throw new Error(`Port ${options.port} is in use: stop what uses it, or choose another --port`);
	});
	const stop = () => void simulator.close();
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
	if (!quiet) process.stdout.write(describe(simulator));
}

main().catch((error: Error) => {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
});
