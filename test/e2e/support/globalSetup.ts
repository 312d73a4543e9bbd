import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endWithThisProcess, packPackage } from '../../../tools/n8n';
import { refuseHalfBuilt } from '../../harness/refuseHalfBuilt';
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
