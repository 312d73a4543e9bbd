import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemo } from '../../../demo/demo';
import { endWithThisProcess, ensureHost } from '../../../tools/n8n';
import { log, restartFolder, shared } from './demo';

/** Starts one demo for all test files. Its statistics stand still, so that only what a test publishes arrives. */
export default async function globalSetup(): Promise<void> {
	const userFolder = mkdtempSync(join(tmpdir(), 'n8n-nodes-genesys-examples-'));
	process.env.N8N_TEST_FOLDER = userFolder;
	const signal = endWithThisProcess(userFolder, restartFolder());
	const host = await ensureHost({ log, signal });
	shared.exampleDemo = await startDemo({ host, userFolder, seed: 1, tickMs: 0, log, signal });
}
