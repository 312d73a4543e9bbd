import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endWithThisProcess, packPackage, REPOSITORY } from '../../../tools/n8n';
import { startInstance } from './instance';

/** Packs the package and starts one n8n with it, for all test files. */
export default async function globalSetup(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-genesys-e2e-'));
	process.env.N8N_TEST_FOLDER = folder;
	const signal = endWithThisProcess(folder);
	refuseHalfBuilt();
	const tarball = await packPackage({ folder });
	const n8n = await startInstance({ tarball, signal });
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
