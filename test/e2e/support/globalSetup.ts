import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packPackage, REPOSITORY } from '../../../tools/n8n';
import { instance, startInstance } from './instance';

/** Packs the package and starts one n8n with it, for all test files. */
export default async function globalSetup(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-genesys-e2e-'));
	process.env.E2E_FOLDER = folder;
	const starting = new AbortController();
	endWithThisProcess(folder, starting);
	refuseHalfBuilt();
	const tarball = await packPackage({ folder });
	const n8n = await startInstance({ tarball, signal: starting.signal });
	await n8n.login();
}

/** @throws when a file is missing that n8n would look for: n8n only writes that into its log */
function refuseHalfBuilt(): void {
	const manifest = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const files = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
	const missing = files.filter((file) => !existsSync(join(REPOSITORY, file)));
	if (missing.length > 0) {
		throw new Error(`Run "npm run build" first: there is no ${missing.join(', ')}`);
	}
}

/** An interrupted run leaves no n8n behind; jest does not call globalTeardown then. */
function endWithThisProcess(folder: string, starting: AbortController): void {
	const isStarted = () => existsSync(join(folder, 'instance.json'));
	// Nothing to do after a regular end: globalTeardown has forgotten it.
	process.once('exit', () => {
		if (isStarted()) killNow(instance().pid);
	});
	for (const [signal, code] of [
		['SIGINT', 130],
		['SIGTERM', 143],
		['SIGHUP', 129],
	] as const) {
		process.once(signal, () => {
			// Until n8n is ready, only who starts it knows its process id, and ends it.
			if (isStarted()) process.exit(code);
			else starting.abort(new Error('Interrupted'));
		});
	}
}

/** The whole group that n8n leads, in case it is still there. */
function killNow(pid: number): void {
	try {
		process.kill(-pid, 'SIGKILL');
	} catch {
		// It has ended already.
	}
}
