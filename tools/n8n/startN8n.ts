import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { N8nHost } from './givenHost';
import { N8nRest } from './n8nRest';
import type { Owner } from './n8nTypes';
import { installCommunityPackage } from './packPackage';
import { forgetPid, notePid } from './pidFile';
import { freePort } from './ports';
import { endProcessTree, spawnGroup } from './processes';
import { startProgress, type Log } from './progress';

export interface StartN8nOptions {
	host: N8nHost;
	/** n8n keeps everything in `<userFolder>/.n8n`: database, encryption key, community packages. */
	userFolder: string;
	/** What it does in queue mode; default: all that there is to do. */
	role?: 'start' | 'webhook' | 'worker';
	/** Default: any free port. A given port that is taken is an error of n8n's. */
	port?: number;
	/** A packed community package to install first, see packPackage(). */
	tarball?: string;
	/** More of n8n's environment variables, or other values for those set here. */
	env?: Record<string, string>;
	log: Log;
	/** Default: `<userFolder>/n8n.log`. Each start appends. */
	logFile?: string;
	/** Default: 180 s; the first start of a user folder runs all database migrations. */
	readyTimeoutMs?: number;
	signal?: AbortSignal;
}

export interface RunningN8n {
	/** Without a trailing slash, e.g. `http://127.0.0.1:5678`. */
	url: string;
	port: number;
	pid: number;
	userFolder: string;
	logFile: string;
	/** Not logged in until `login`. */
	rest: N8nRest;
	/** Creates the owner on a fresh user folder, else logs in; answers the client, now logged in. */
	login: (owner?: Owner) => Promise<N8nRest>;
	/** Ends n8n and everything it started, and waits for it. Calling it again does nothing. */
	stop: () => Promise<void>;
	/** Settles when n8n has ended, whoever ended it. */
	exited: Promise<void>;
}

/** Settings of the user's own n8n, or of a test runner, that must not reach this one. */
const NOT_INHERITED =
	/^(N8N_|DB_|QUEUE_|EXECUTIONS_|WEBHOOK_URL|GENERIC_|NODES_|NODE_ENV$|NODE_PATH$|JEST_|VITEST|npm_|INIT_CWD$)/i;

async function n8nEnvironment(
	{ host, userFolder, env }: StartN8nOptions,
	port: number,
): Promise<NodeJS.ProcessEnv> {
	const inherited = Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name)),
	);
	const loopback = '127.0.0.1,localhost';
	const noProxy = [inherited.NO_PROXY ?? inherited.no_proxy, loopback].filter(Boolean).join(',');
	return {
		...inherited,
		PATH: [...host.pathFolders, process.env.PATH].join(delimiter),
		NO_PROXY: noProxy,
		no_proxy: noProxy,
		N8N_USER_FOLDER: userFolder,
		N8N_PORT: String(port),
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_SECURE_COOKIE: 'false',
		GENERIC_TIMEZONE: 'UTC',
		...env,
	};
}

async function tail(path: string, lines: number): Promise<string> {
	const text = await readFile(path, 'utf8').catch(() => '');
	return text.trimEnd().split('\n').slice(-lines).join('\n');
}

/**
 * Starts n8n on 127.0.0.1 and waits until it is ready (`/healthz/readiness`), with the given tarball
 * installed as a community package. Its output goes to the log file.
 *
 * @throws with the end of the log when n8n ends early or is not ready in time; it is stopped then.
 */
export async function startN8n(options: StartN8nOptions): Promise<RunningN8n> {
	const { host, userFolder, tarball, log, readyTimeoutMs = 180_000, signal } = options;
	await mkdir(userFolder, { recursive: true });
	if (tarball) await installCommunityPackage(userFolder, tarball);
	const port = options.port ?? (await freePort());
	const logFile = options.logFile ?? join(userFolder, 'n8n.log');
	const url = `http://127.0.0.1:${port}`;
	signal?.throwIfAborted();

	const env = await n8nEnvironment(options, port);
	const output = openSync(logFile, 'a');
	const child = spawnGroup(host.command, [...host.args, options.role ?? 'start'], {
		cwd: userFolder,
		env,
		stdio: ['ignore', output, output],
	});
	closeSync(output);
	let ended: string | undefined;
	const exited = new Promise<void>((resolve) => {
		child.once('error', (error) => {
			ended = error.message;
			resolve();
		});
		child.once('exit', (code, how) => {
			forgetPid(userFolder);
			ended = `n8n ended with ${how ?? `code ${code}`}`;
			resolve();
		});
	});
	const pid = child.pid ?? 0;
	if (pid) notePid(userFolder, pid);
	let stopping: Promise<void> | undefined;
	const stop = () => (stopping ??= pid ? endProcessTree(pid) : Promise.resolve());

	const rest = new N8nRest(url);
	const progress = startProgress(log, () => `Starting n8n ${host.version}`);
	try {
		const deadline = Date.now() + readyTimeoutMs;
		while (!(await rest.isReady())) {
			signal?.throwIfAborted();
			if (ended !== undefined) throw new Error(`${ended}.`);
			if (Date.now() > deadline) {
				throw new Error(`n8n was not ready after ${readyTimeoutMs / 1000} s.`);
			}
			await sleep(200);
		}
	} catch (error) {
		await stop();
		if (signal?.aborted) throw error;
		const reason = (error as Error).message;
		throw new Error(`${reason} The end of ${logFile}:\n${await tail(logFile, 20)}`);
	} finally {
		progress.stop();
	}
	const login = async (owner?: Owner) => {
		await rest.login(owner);
		return rest;
	};
	return { url, port, pid, userFolder, logFile, rest, login, stop, exited };
}
