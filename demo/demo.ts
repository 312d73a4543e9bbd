import { mkdir, realpath, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { startSimulator, type Simulator } from '../simulator';
import { ensureCredentials } from './credentials';
import {
	freePort,
	packPackage,
	startN8n,
	type Log,
	type N8nHost,
	type RunningN8n,
} from '../tools/n8n';
import { connectMessaging } from './messaging';
import { startStandIns, type StandIns } from './standIns';
import {
	ensureWorkflows,
	interactionsPath,
	SALESFORCE_PATH,
	type DemoWorkflows,
} from './workflows';

/** Ports to try first; any free one when they are taken, or when no preference is given. */
export interface PreferredPorts {
	n8n?: number;
	simulator?: number;
	standIns?: number;
}

/** In the user folder, where n8n is started; workflows write their files there. */
export const FILES_FOLDER = '.n8n-files';

/** The open messaging integration that an example names: its ID is the same at each start. */
export const APP_INTEGRATION = {
	id: '6f1d3c52-8a0e-4b7c-9d25-3e4f5a6b7c80',
	name: 'Demo App',
};

export interface Demo {
	simulator: Simulator;
	standIns: StandIns;
	n8n: RunningN8n;
	workflows: DemoWorkflows;
	/** Where to post Salesforce cases. */
	caseUrl: string;
	/** Where the simulator delivers; undefined when the user's workflow has no active trigger. */
	interactionsUrl?: string;
	stop: () => Promise<void>;
}

/** Packs the built package into a folder that is removed again, and hands the tarball to `use`. */
async function withTarball<T>(use: (tarball: string) => Promise<T>): Promise<T> {
	const tarball = await packPackage();
	try {
		return await use(tarball);
	} finally {
		await rm(dirname(tarball), { recursive: true, force: true });
	}
}

/** n8n with the package in it, on a free port. */
export async function startDemoN8n(options: {
	host: N8nHost;
	userFolder: string;
	ports?: PreferredPorts;
	log: Log;
	signal?: AbortSignal;
}): Promise<RunningN8n> {
	const { userFolder, ports = {} } = options;
	const port = await freePort(ports.n8n);
	const folder = join(userFolder, FILES_FOLDER);
	await mkdir(folder, { recursive: true });
	const files = await realpath(folder);
	return await withTarball((tarball) =>
		startN8n({
			...options,
			tarball,
			port,
			env: {
				// The demo's data is made up, and its folder can be thrown away: a key that everybody can read does no harm.
				N8N_ENCRYPTION_KEY: 'n8n-nodes-genesys-demo',
				// By default it would be the folder of this name in the user's home directory.
				N8N_RESTRICT_FILE_ACCESS_TO: files,
			},
		}),
	);
}

/** Owner, credentials and workflows in place and served, the simulator's webhooks pointed at the triggers. */
export async function setUp(
	n8n: RunningN8n,
	simulator: Simulator,
	standIns: StandIns,
): Promise<Pick<Demo, 'workflows' | 'caseUrl' | 'interactionsUrl'>> {
	const rest = await n8n.login();
	await ensureCredentials(rest, simulator, standIns.url);
	const workflows = await ensureWorkflows(rest, standIns.url);
	const caseUrl = `${n8n.url}/webhook/${SALESFORCE_PATH}`;
	if (workflows.caseToWorkitem.active) await rest.waitForWebhook(SALESFORCE_PATH);
	const path = interactionsPath(workflows.mailFollowUp);
	const interactionsUrl = path && (await rest.waitForWebhook(path));
	simulator.control.webhook.set({ url: interactionsUrl ?? '' });
	await connectMessaging(rest, { simulator, standIns, workflows });
	return { workflows, caseUrl, interactionsUrl };
}

/**
 * Starts the simulator and n8n and sets everything up. When something fails, what was started is
 * stopped again.
 *
 * @param seed decides the simulator's IDs. With the same IDs again, n8n would take new deliveries and
 * exports for repeated ones, so a user folder that is kept needs another, later, seed each time.
 * @param tickMs how often agents and queues move on; 0 = never, so that only what is published arrives
 */
export async function startDemo(options: {
	host: N8nHost;
	userFolder: string;
	seed: number;
	tickMs?: number;
	ports?: PreferredPorts;
	log: Log;
	signal?: AbortSignal;
}): Promise<Demo> {
	const simulator = await startSimulator({
		port: await freePort(options.ports?.simulator),
		seed: options.seed,
		statistics: { tickMs: options.tickMs },
		exports: { idOffset: options.seed },
	});
	simulator.control.cloud.addIntegration(APP_INTEGRATION);
	const standIns = await startStandIns(await freePort(options.ports?.standIns));
	let n8n: RunningN8n | undefined;
	const stop = async () => {
		await n8n?.stop();
		await simulator.close();
		await standIns.close();
	};
	try {
		n8n = await startDemoN8n(options);
		return { simulator, standIns, n8n, ...(await setUp(n8n, simulator, standIns)), stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
