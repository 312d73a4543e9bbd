import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import {
	channelCredential,
	cloudCredential,
	keyCredential,
	signedInCredential,
	webServicesCredential,
} from '../harness/genesysCredentials';
import { withSimulator } from '../harness/simulator';
import { judge } from './longLife/judge';
import type { Measured } from './longLife/process';
import { scenarios } from './longLife/scenarios';
import { openTalk, type Ask } from './longLife/talk';

/**
 * What a process that lives long leaves behind: triggers that are switched on and off, sessions that are lost, hours of polls and
 * deliveries, and runs. The nodes are in a process of their own, with nothing else in its memory.
 *
 * Short: `npx jest test/campaigns/longLife`. Long, with a thousand activations of each trigger: `LONG=1`. `ONLY="Export Trigger"`
 * runs those with that in their names.
 */
const isLong = Boolean(process.env.LONG);
const { ONLY = '' } = process.env;
const chosen = scenarios.filter(
	({ name, short, long }) => (isLong ? long : short).measured > 0 && name.includes(ONLY),
);

const cometd = { timeoutMs: 1_000 };
const sim = withSimulator({
	...{ samples: false, record: false, cometd, statistics: { tickMs: 0 } },
	exports: { auto: false, runMs: 1_000, bytesPerFile: 500 },
	webServices: { delayMs: 0, queues: [], cometd },
});
let child: ChildProcess;
let ask: Ask;
/** Rejects when the process ends. */
let ended: Promise<never>;
let stderr = '';

/** `cometd.sessions` is `sim.control.cometd.sessions()`. */
function control(question: string, given: unknown[]): unknown {
	if (question === 'sockets')
		return process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
	const path = question.split('.');
	const method = path.pop() ?? '';
	const owner = path.reduce<unknown>(
		(part, name) => (part as Record<string, unknown>)[name],
		sim.control,
	);
	return (owner as Record<string, (...given: unknown[]) => unknown>)[method](...given);
}

beforeAll(() => {
	child = fork(join(__dirname, 'longLife/process.ts'), [], {
		execArgv: ['--expose-gc', '--import', 'tsx'],
		stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
	});
	child.stderr?.on('data', (text) => (stderr += String(text)));
	ask = openTalk(child, control);
	ended = once(child, 'exit').then(() => Promise.reject(new Error(`The process ended: ${stderr}`)));
	ended.catch(() => {});
});
beforeEach(() => {
	sim.control.webServices.set({
		...{ channel: '/v2/me/interactions', csrf: false, csrfOnNotifications: false },
	});
});
afterAll(async () => {
	child.disconnect();
	await ended.catch(() => {});
});

test.each(chosen)(
	'$name leave nothing behind',
	async ({ name, ...amounts }) => {
		const credentials = {
			key: keyCredential(sim),
			signedIn: signedInCredential(sim),
			webServices: webServicesCredential(sim),
			channel: channelCredential(sim),
			cloud: cloudCredential(sim),
		};
		const running = ask<Measured>(name, isLong, { url: sim.url, credentials });
		const measured = await Promise.race([running, ended]);
		const growth = judge(measured, isLong ? amounts.long : amounts.short);
		const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
		const { before, after, bytesPerUnit, handles, sockets, problems } = growth;
		process.stdout.write(
			`Long life: ${name}: ${measured.units}, ${megabytes(before)} to ${megabytes(after)} MB, ` +
				`${bytesPerUnit} bytes each, ${handles} handles, ${sockets} sockets, ${JSON.stringify(measured.said)}\n`,
		);
		expect(problems).toEqual([]);
		expect(stderr).not.toContain('MaxListenersExceededWarning');
	},
	isLong ? 3_600_000 : 120_000,
);
