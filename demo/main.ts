import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import {
	cacheDir,
	DEMO_OWNER,
	ensureHost,
	isAlive,
	notedPid,
	pidFileIn,
	REPOSITORY,
	withFileLock,
	type Log,
} from '../tools/n8n';
import { startDemo, type Demo } from './demo';
import { exportOfCalls, salesforceCase, secureMail } from './samples';
import { GATEWAY_NUMBER, MCP_TOKEN, STAND_IN_PATH } from './standIns';

const HELP = `A real n8n with the Genesys nodes in it, and a Genesys simulator to use them with.

npm run demo -- [options]
  --check       start everything without a screen in a folder of its own, run the tests of the
                example workflows in it, stop everything; exit code 0 or 1
                (what follows a further -- goes to jest, for example: --check -- smsGateway)
  --fresh       forget the n8n data of earlier runs (workflows, credentials, executions)
  --n8n PATH    use this n8n instead of installing one: its executable or its package folder
                (also: environment variable N8N_BIN)
  --help        print this

The first start installs n8n into ${cacheDir()} (2.5 GB); later ones take seconds.
Set XDG_CACHE_HOME to keep it elsewhere. demo/README.md has more.
`;

/** The usual ports of n8n and the simulator. The check takes free ones, so that nothing else talks to it. */
const USUAL_PORTS = { n8n: 5678, simulator: 4010, standIns: 4011 };

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const log: Log = (line) => console.log(line);

function describe(demo: Demo): string {
	const { n8n, simulator, standIns, workflows, caseUrl, interactionsUrl } = demo;
	const states = Object.values(workflows)
		.map(({ id, name, active }) => {
			const state = active ? 'active  ' : 'inactive';
			return `  ${state}  ${name}\n            ${n8n.url}/workflow/${id}`;
		})
		.join('\n');
	const { Id, CaseNumber, Subject, Priority, Status, ContactEmail, CreatedDate } = salesforceCase();
	const shortCase = JSON.stringify({
		...{ Id, CaseNumber, Subject, Priority, Status, ContactEmail, CreatedDate },
	});
	const standIn = `${standIns.url}${STAND_IN_PATH}`;
	const sms = { from: '+15551230001', to: GATEWAY_NUMBER, text: 'Where is my order?' };
	const answer = { from: { id: GATEWAY_NUMBER }, to: sms.from, text: 'It comes tomorrow' };
	const email = { subject: 'Late', text: 'Where is my order?' };
	return `
n8n            ${n8n.url}
  log in with  ${DEMO_OWNER.email}  /  ${DEMO_OWNER.password}
  log file     ${n8n.logFile}
Simulator      ${simulator.url}   (workitems: ${simulator.url}/_simulator/workitems)
Workflows
${states}

Post a Salesforce case, then again with another Status, and look at the executions in n8n:
  curl -H 'Content-Type: application/json' -d '${shortCase}' ${caseUrl}
Let a secure mail arrive at ${interactionsUrl ?? '(the trigger is not active: nothing happens)'}:
  curl -H 'x-api-key: ${simulator.apiKey}' -H 'Content-Type: application/json' \\
    -d '${JSON.stringify(secureMail())}' ${simulator.url}/nexus/v3/securemail
Let a customer write an SMS, and an agent answer; then see what reached agents, and what was sent:
  curl -H 'Content-Type: application/json' -d '${JSON.stringify(sms)}' ${standIn}phone
  curl -H 'Content-Type: application/json' -d '${JSON.stringify(answer)}' ${simulator.url}/_simulator/messaging/messages
  curl ${simulator.url}/_simulator/messaging/inbound ${simulator.url}/_simulator/messaging/messages ${standIn}sms
Let an email reach the agent, and see that it was acknowledged (or, with the word "invoice", transferred):
  curl -H 'Content-Type: application/json' -d '${JSON.stringify(email)}' ${simulator.url}/_simulator/web-services/emails
  curl ${simulator.url}/_simulator/web-services/interactions
MCP clients find the tools of Genesys Cloud here, with the header Authorization: Bearer ${MCP_TOKEN}:
  ${n8n.url}/mcp/genesys-cloud

Ctrl+C stops everything.
`;
}

/** @throws when an n8n that an earlier demo started still runs on the same data */
function refuseLeftBehind(userFolder: string): void {
	const pid = notedPid(userFolder);
	if (pid !== undefined && isAlive(pid)) {
		throw new Error(
			`Process ${pid} seems to be the n8n of an earlier demo that was killed. Stop it, ` +
				`or delete ${pidFileIn(userFolder)} if it is something else.`,
		);
	}
}

async function runDemo(n8n: string | undefined, fresh: boolean, signal: AbortSignal) {
	const userFolder = join(cacheDir(), 'demo');
	await mkdir(cacheDir(), { recursive: true });
	const work = async () => {
		refuseLeftBehind(userFolder);
		if (fresh) await rm(userFolder, { recursive: true, force: true });
		if (existsSync(userFolder)) log(`Reusing the n8n data in ${userFolder}`);
		const started = Date.now();
		const host = await ensureHost({ log, n8n, signal });
		const demo = await startDemo({
			host,
			userFolder,
			seed: started,
			ports: USUAL_PORTS,
			log,
			signal,
		});
		const yesterday = new Date(started - 24 * 60 * 60_000).toISOString();
		demo.simulator.control.exports.addJob(exportOfCalls(), yesterday);
		log(describe(demo));
		log(`Ready after ${((Date.now() - started) / 1000).toFixed(1)} s.`);
		const interrupted = new Promise((resolve) => signal.addEventListener('abort', resolve));
		await Promise.race([interrupted, demo.n8n.exited]);
		if (!signal.aborted) log(`n8n ended by itself. Its log: ${demo.n8n.logFile}`);
		log('Stopping...');
		await demo.stop();
		log('Stopped.');
		if (!signal.aborted) process.exitCode = 1;
	};
	const refuse = (pid: number) => {
		throw new Error(`The demo is running already, as process ${pid}.`);
	};
	await withFileLock(join(cacheDir(), 'demo.lock'), work, { onWait: refuse, signal });
}

/** Runs the tests of the example workflows. @returns the exit code of jest */
async function runCheck(n8n: string | undefined, jestArguments: string[]): Promise<number> {
	const config = join(REPOSITORY, 'test', 'examples', 'jest.config.js');
	const jest = spawn(
		process.execPath,
		[require.resolve('jest/bin/jest'), '--config', config, ...jestArguments],
		{ stdio: 'inherit', env: { ...process.env, ...(n8n && { N8N_BIN: resolve(n8n) }) } },
	);
	// A terminal interrupts both; jest needs the time to end n8n.
	for (const name of SIGNALS) process.on(name, () => jest.kill(name));
	const [code] = (await once(jest, 'exit')) as [number | null];
	return code ?? 1;
}

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			check: { type: 'boolean', default: false },
			fresh: { type: 'boolean', default: false },
			n8n: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		process.stdout.write(HELP);
		return;
	}
	if (values.check) {
		process.exitCode = await runCheck(values.n8n, positionals);
		return;
	}
	if (positionals.length > 0) throw new Error(`There is no option ${positionals.join(' ')}`);
	// A terminal that was closed, or a pipe whose reader has ended, must not keep this from cleaning up.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
	const controller = new AbortController();
	for (const name of SIGNALS) {
		process.on(name, () => controller.abort(new Error('Interrupted')));
	}
	await runDemo(values.n8n, values.fresh, controller.signal);
}

main().catch((error: Error) => {
	console.error(`\n${error.message}`);
	process.exitCode = 1;
});
