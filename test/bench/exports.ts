import { mkdir } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';

import { ensureHost, packPackage, startN8n } from '../../tools/n8n';
import { DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET } from '../../simulator';
import { measureDeletes, type DeleteSample } from './exportsDeletes';
import { BenchExports, type ExportsBench } from './exportsSetup';
import { measureTransfers, type TransferSample } from './exportsTransfers';
import { startBenchSimulator } from './simulator';
import { versionsOf, type Versions } from './versions';

export interface ExportsResults {
	versions: Versions;
	rounds: number;
	/** What else the machine did: its load over the last minute before the start. */
	load: number;
	transfers: TransferSample[];
	deletes: DeleteSample[];
}

/**
 * What the User Data Management node needs for files and for deleting, in a real n8n.
 *
 * @param folder for n8n's data and the files of curl; a file is removed once it was compared
 */
export async function measureExports(options: {
	rounds: number;
	n8n?: string;
	folder: string;
	signal: AbortSignal;
	log: (line: string) => void;
}): Promise<ExportsResults> {
	const { rounds, n8n: given, folder, signal, log } = options;
	const [load] = loadavg();
	await mkdir(folder, { recursive: true });
	const host = await ensureHost({ log, n8n: given, signal });
	const tarball = await packPackage({ folder });
	const simulator = await startBenchSimulator({ record: true });
	const storage = join(folder, 'storage');
	try {
		const env = { N8N_BINARY_DATA_STORAGE_PATH: storage };
		const n8n = await startN8n({ host, userFolder: folder, tarball, env, log, signal });
		try {
			const rest = await n8n.login();
			const { url: baseUrl, apiKey } = simulator;
			const client = { clientId: DEFAULT_CLIENT_ID, clientSecret: DEFAULT_CLIENT_SECRET };
			const user = { grantType: 'password', username: 'agent', password: 'agent-password' };
			const credential = await rest.createCredential({
				name: 'Bench Genesys Token API',
				type: 'genesysTokenApi',
				data: { baseUrl, apiKey, ...client, ...user },
			});
			const bench: ExportsBench = {
				...{ rest, signal, rounds, log, credential, storage, pid: n8n.pid },
				exports: new BenchExports(simulator),
			};
			const transfers = await measureTransfers(bench, folder);
			const deletes = await measureDeletes(bench);
			return { versions: await versionsOf(rest), rounds, load, transfers, deletes };
		} finally {
			await n8n.stop();
		}
	} finally {
		await simulator.stop();
	}
}
