import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import axios from 'axios';
import { buildSync } from 'esbuild';
import { readArguments } from '../../simulator/main';
import { start, until } from './helper';

const ROOT = join(__dirname, '../..');
const MAIN = join(ROOT, 'simulator/main.ts');

/** In a folder from which packages are found. */
const BUNDLE = join(ROOT, 'node_modules/.cache/n8n-nodes-genesys/simulator.js');

/** From the source, as the command does it; what is compiled once starts several times as fast. */
const SOURCE = ['--import', 'tsx', MAIN];

beforeAll(() => {
	const options = { bundle: true, platform: 'node', packages: 'external' } as const;
	buildSync({ ...options, entryPoints: [MAIN], outfile: BUNDLE });
});

const children: ChildProcess[] = [];

afterAll(() => children.forEach((child) => child.kill('SIGKILL')));

/** Starts the command line; `output` grows, `ended` gives the exit code. */
function run(...args: string[]) {
	return runProgram([BUNDLE], args);
}

function runProgram(program: string[], args: string[]) {
	const child = spawn(process.execPath, [...program, ...args]);
	children.push(child);
	const result = {
		child,
		output: '',
		ended: new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code))),
		async until(pattern: RegExp): Promise<RegExpExecArray> {
			await until(() => pattern.test(result.output) || child.exitCode !== null);
			const found = pattern.exec(result.output);
			if (!found) throw new Error(`Ended with: ${result.output}`);
			return found;
		},
	};
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => (result.output += chunk.toString()));
	}
	return result;
}

test.each([
	['SIGINT', SOURCE],
	['SIGTERM', [BUNDLE]],
] as const)('starts, answers, and stops at %s', async (signal, program) => {
	const options = ['--port', '0', '--api-key', 'k', '--webhook-url', 'http://127.0.0.1:9/x'];
	const simulator = runProgram([...program], options);
	const [, url] = await simulator.until(/simulator at (http:\S+)/);
	await simulator.until(/Ctrl\+C/);
	expect(simulator.output).toContain('http://127.0.0.1:9/x');
	const { data } = await axios.get(`${url}/nexus/v3/securemail/count`, {
		params: { address: 'consumer@example.com' },
		headers: { 'x-api-key': 'k' },
	});
	expect(data.data.count).toBe(4);
	simulator.child.kill(signal);
	expect(await simulator.ended).toBe(0);
});

test('the same seed gives the same mails in another process', async () => {
	const here = await start({ seed: 5 });
	const there = run('--port', '0', '--seed', '5');
	const [, url] = await there.until(/simulator at (http:\S+)/);
	const { data } = await axios.get(`${url}/_simulator/secure-emails`);
	expect(data).toEqual(here.control.secureEmails.list());
	there.child.kill('SIGTERM');
	await there.ended;
	await here.close();
});

test('a port in use is said so', async () => {
	const first = await start();
	const second = run('--port', String(first.port));
	expect(await second.ended).toBe(1);
	expect(second.output).toBe(
		`Port ${first.port} is in use: stop what uses it, or choose another --port\n`,
	);
	await first.close();
});

test('the options of authentication, statistics, CometD and messaging count', async () => {
	const redirect = 'https://app.example.com/callback';
	const simulator = run(
		...['--port', '0', '--client-id', 'c', '--client-secret', 's', '--redirect-uri', redirect],
		...['--redirect-uri', `${redirect}2`, '--token-lifetime', '60', '--key-on-token'],
		...['--key-alone', '--tick', '0', '--connect-timeout', '50', '--without-envelope'],
		...['--messaging-url', 'http://127.0.0.1:9/m', '--ccid', 'cc-9'],
	);
	const [, url] = await simulator.until(/simulator at (http:\S+)/);
	const get = async (path: string) => (await axios.get(url + path)).data;
	expect(await get('/_simulator/auth/settings')).toMatchObject({
		tokenLifetimeSeconds: 60,
		requireApiKeyOnToken: true,
	});
	expect(await get('/_simulator/statistics/settings')).toEqual({
		requireToken: false,
		tickMs: 0,
		envelope: false,
		tieToSession: false,
	});
	expect((await get('/_simulator/cometd/settings')).timeoutMs).toBe(50);
	const messaging = { webhookUrl: 'http://127.0.0.1:9/m', ccid: 'cc-9' };
	expect(await get('/_simulator/messaging/channels')).toMatchObject([messaging, messaging]);
	const query = `response_type=code&client_id=c&redirect_uri=${redirect}2`;
	expect(await get(`/auth/v3/oauth/authorize?${query}`)).toContain('<form');
	const form = 'grant_type=password&username=agent&password=agent-password';
	const { data } = await axios.post(`${url}/auth/v3/oauth/token`, form, {
		auth: { username: 'c', password: 's' },
		headers: { 'x-api-key': 'demo-api-key' },
	});
	expect(data.expires_in).toBe(60);
	simulator.child.kill('SIGTERM');
	expect(await simulator.ended).toBe(0);
});

test.each([
	[['--token-lifetime', '0'], '--token-lifetime must be at least 1'],
	[['--tick', '9999999999'], '--tick must be a whole number from 0 to 2147483647'],
	[['--port', '70000'], '--port must be a whole number from 0 to 65535'],
	[['--latency', '-5'], 'ambiguous'],
	[['--webhook-url', 'n8n'], '--webhook-url must begin with http:// or https://'],
	[['--messaging-url', 'n8n'], '--messaging-url must begin with http:// or https://'],
	[['--prot', '1'], "Unknown option '--prot'"],
])('%j is refused with a reason', (args, reason) => {
	expect(() => readArguments(args)).toThrow(reason);
});

test('wrong options end it with 1 and the reason alone', async () => {
	const wrong = run('--port', 'x');
	expect(await wrong.ended).toBe(1);
	expect(wrong.output).toBe('--port must be a whole number from 0 to 65535\n');
});

test('--help names every option', async () => {
	const help = run('--help');
	expect(await help.ended).toBe(0);
	for (const option of [
		'port',
		'seed',
		'api-key',
		'app-secret',
		'webhook-url',
		'client-id',
		'client-secret',
		'redirect-uri',
		'token-lifetime',
		'key-on-token',
		'key-alone',
		'tick',
		'connect-timeout',
		'without-envelope',
		'messaging-url',
		'ccid',
		'csrf',
		'latency',
		'quiet',
	]) {
		expect(help.output).toContain(`--${option}`);
	}
});

test('--quiet prints nothing', async () => {
	const free = await start();
	await free.close();
	const quiet = run('--port', String(free.port), '--quiet');
	const answers = async () => await axios.get(`${free.url}/_simulator/`).catch(() => undefined);
	await until(answers);
	quiet.child.kill('SIGTERM');
	expect(await quiet.ended).toBe(0);
	expect(quiet.output).toBe('');
});
