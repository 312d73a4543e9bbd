import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Method } from 'axios';
import { noteFields } from '../../campaigns/secrets/registry';
import {
	endProcessTree,
	ensureHost,
	killProcessTree,
	N8nRest,
	startN8n,
	type Log,
	type RunningN8n,
} from '../../../tools/n8n';

/** What the test files know of the n8n that globalSetup started. */
export type Instance = Pick<RunningN8n, 'url' | 'port' | 'pid' | 'userFolder' | 'logFile'>;

const log: Log = (line) => process.stderr.write(`${line}\n`);

/** Its own temporary folder, made by globalSetup. */
function folder(): string {
	const path = process.env.N8N_TEST_FOLDER;
	if (!path)
		throw new Error('N8N_TEST_FOLDER is not set: run the tests with test/e2e/jest.config.js');
	return path;
}

const stateFile = () => join(folder(), 'instance.json');

/** @returns the n8n that runs now, also after a restart */
export function instance(): Instance {
	return JSON.parse(readFileSync(stateFile(), 'utf8')) as Instance;
}

/**
 * Starts n8n on the data of this test run.
 *
 * @param options.tarball the package to install first
 * @param options.port the one it had, so that its URLs stay the same
 * @param options.env settings of n8n for this start
 */
export async function startInstance(
	options: {
		tarball?: string;
		port?: number;
		env?: Record<string, string>;
		signal?: AbortSignal;
	} = {},
) {
	const host = await ensureHost({ log, signal: options.signal });
	const logFile = join(folder(), 'n8n.log');
	const n8n = await startN8n({ ...options, host, userFolder: folder(), log, logFile });
	const { url, port, pid, userFolder } = n8n;
	writeFileSync(stateFile(), JSON.stringify({ url, port, pid, userFolder, logFile }));
	return n8n;
}

/** Ends n8n and what it started, by its process id. */
export async function stopInstance(): Promise<void> {
	await endProcessTree(instance().pid);
}

/** Ends n8n and what it started at once, as a crash or a loss of power does: it can write nothing any more. */
export async function killInstance(): Promise<void> {
	await killProcessTree(instance().pid);
}

/** Takes note of the secrets that n8n is given with a credential. */
class NotingRest extends N8nRest {
	override async call<T>(method: Method, path: string, body?: unknown): Promise<T> {
		const { data, credentials = { data } } = (body ?? {}) as Record<'data' | 'credentials', object>;
		const given = (credentials as { data?: object }).data;
		if (path.startsWith('/credentials') && given) noteFields(given, 'a credential');
		return await super.call<T>(method, path, body);
	}
}

/** A client of n8n's REST API, logged in as the owner. */
export async function connect(): Promise<N8nRest> {
	const rest = new NotingRest(instance().url);
	await rest.login();
	return rest;
}
