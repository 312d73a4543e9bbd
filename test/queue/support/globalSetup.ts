import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endWithThisProcess, packPackage, processFolders, QueueStack } from '../../../tools/n8n';
import { refuseHalfBuilt } from '../../harness/refuseHalfBuilt';

/** Packs the package and starts n8n in queue mode with it, for all test files. */
export default async function globalSetup(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-genesys-queue-'));
	process.env.N8N_TEST_FOLDER = folder;
	const signal = endWithThisProcess(...processFolders(folder));
	refuseHalfBuilt();
	const tarball = await packPackage({ folder });
	const log = (line: string) => void process.stderr.write(`${line}\n`);
	const stack = await QueueStack.start(folder, tarball, log, signal);
	await stack.connect();
}
