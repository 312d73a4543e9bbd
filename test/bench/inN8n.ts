import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET } from '../../simulator';
import { ensureHost, packPackage, startN8n } from '../../tools/n8n';
import { CREATE_CASES } from './cases';
import {
	LIMITED_ITEMS,
	measureConcurrency,
	measureCreate,
	measureLimit,
	type Bench,
} from './create';
import { measureDeletes } from './deletes';
import { CREATE } from './figures';
import { BenchExports, type ExportsBench } from './files';
import type { Options } from './options';
import { machine, type Circumstances, type Results } from './results';
import { startBenchSimulator } from './simulator';
import type { Sample } from './stats';
import { measureDownloads, SIZES, SPEED_SIZE, type Size } from './transfers';
import { measureUploads } from './uploads';
import { versionsOf } from './versions';
import { measureWebhooks, N8N_SETTINGS, REMEMBERED, saveWebhooks } from './webhooks';

/** More would take long, and say nothing new. */
const MOST_LIMIT_ROUNDS = 1;

/** What a figure is measured with. */
interface Place {
	options: Options;
	/** For files. */
	folder: string;
	signal: AbortSignal;
	log: (line: string) => void;
}

/** What is measured in a real n8n: started once for all, and before that with other settings where webhooks are measured. */
export async function measureInN8n(place: Place): Promise<Results> {
	const { options, folder, signal, log } = place;
	const { figures, deliveries, rounds } = options;
	const host = await ensureHost({ log, n8n: options.n8n, signal });
	const tarball = await packPackage({ folder });
	// Recording costs time, and is of use for counting requests only.
	const simulator = await startBenchSimulator();
	const storage = join(folder, 'storage');
	await mkdir(storage, { recursive: true });
	const start = async ({ env }: (typeof N8N_SETTINGS)['default']) =>
		await startN8n({
			...{ host, userFolder: folder, tarball, log, signal },
			env: { ...env, N8N_BINARY_DATA_STORAGE_PATH: storage },
		});
	type N8n = Awaited<ReturnType<typeof start>>;
	const results: Results = {};
	const webhookSamples: Sample[] = [];
	let webhooks: Awaited<ReturnType<typeof saveWebhooks>> | undefined;
	const benchIn = async (n8n: N8n, samples: Sample[]): Promise<Bench> => ({
		...{ rest: await n8n.login(), simulator, signal, rounds, log },
		add: (sample) => void samples.push(sample),
	});
	try {
		if (figures.has('webhooks')) {
			// The one with fewer costs first: it is quicker to fill what is remembered.
			const n8n = await start(N8N_SETTINGS.lazy);
			try {
				const bench = await benchIn(n8n, webhookSamples);
				webhooks = await saveWebhooks(bench);
				await measureWebhooks(bench, webhooks, deliveries, N8N_SETTINGS.lazy.column);
			} finally {
				await n8n.stop();
			}
		}
		const n8n = await start(N8N_SETTINGS.default);
		try {
			if (webhooks) {
				const bench = await benchIn(n8n, webhookSamples);
				const measured = await circumstances(bench);
				await measureWebhooks(bench, webhooks, deliveries, N8N_SETTINGS.default.column);
				for (const { workflow } of webhooks.endpoints) await bench.rest.deactivate(workflow.id);
				const samples = webhookSamples;
				results.webhooks = { measured, rounds, deliveries, remembered: REMEMBERED, samples };
			}
			const inHere = async (samples: Sample[]) => await benchIn(n8n, samples);
			Object.assign(results, await measureItems(options, inHere));
			Object.assign(results, await measureFiles(place, await inHere([]), n8n.pid, storage));
			return results;
		} finally {
			await n8n.stop();
		}
	} finally {
		await simulator.stop();
	}
}

/** What is counted in items per second. */
async function measureItems(
	{ figures, items, rounds, long: all }: Options,
	inN8n: (samples: Sample[]) => Promise<Bench>,
): Promise<Results> {
	const results: Results = {};
	const wanted = CREATE.filter((name) => figures.has(name));
	if (wanted.length > 0) {
		const samples: Sample[] = [];
		const bench = await inN8n(samples);
		const measured = await circumstances(bench);
		const cases = CREATE_CASES.filter((one) => one.figures.some((name) => wanted.includes(name)));
		await measureCreate(bench, items, all ? cases : cases.filter(({ long }) => !long));
		results.create = { measured, rounds, items, samples };
	}
	if (figures.has('limit')) {
		const samples: Sample[] = [];
		const bench = await inN8n(samples);
		const measured = await circumstances(bench);
		const limitRounds = Math.min(rounds, MOST_LIMIT_ROUNDS);
		await measureLimit(bench, limitRounds);
		results.limit = { measured, rounds: limitRounds, items: LIMITED_ITEMS, samples };
	}
	if (figures.has('concurrency')) {
		const samples: Sample[] = [];
		const bench = await inN8n(samples);
		const measured = await circumstances(bench);
		await measureConcurrency(bench, items);
		results.concurrency = { measured, rounds, items, samples };
	}
	return results;
}

/** What has to do with files. */
async function measureFiles(
	{ options, folder, signal, log }: Place,
	bench: Bench,
	pid: number,
	storage: string,
): Promise<Results> {
	const { figures, rounds } = options;
	const { rest, simulator } = bench;
	const results: Results = {};
	const on = async ({ url: baseUrl, apiKey }: Bench['simulator']): Promise<ExportsBench> => {
		const client = { clientId: DEFAULT_CLIENT_ID, clientSecret: DEFAULT_CLIENT_SECRET };
		const user = { grantType: 'password', username: 'agent', password: 'agent-password' };
		const credential = await rest.createCredential({
			name: 'Bench Genesys Token API',
			type: 'genesysTokenApi',
			data: { baseUrl, apiKey, ...client, ...user },
		});
		const exports = new BenchExports({ url: baseUrl, apiKey });
		return { rest, signal, rounds, log, credential, storage, pid, exports };
	};
	if (figures.has('downloads')) {
		const measured = await circumstances(bench);
		await simulator.reset(0);
		const samples = await measureDownloads(await on(simulator), folder, [SPEED_SIZE]);
		results.downloads = { measured, rounds, samples };
	}
	if (figures.has('uploads')) {
		const measured = await circumstances(bench);
		const samples = await measureUploads(await on(simulator), simulator, folder);
		results.uploads = { measured, rounds, samples };
	}
	if (figures.has('memory')) {
		const measured = await circumstances(bench);
		await simulator.reset(0);
		const sizes = Object.keys(SIZES) as Size[];
		const samples = await measureDownloads(await on(simulator), folder, sizes, true);
		results.memory = { measured, rounds, samples };
	}
	if (figures.has('deletes')) {
		const measured = await circumstances(bench);
		const recording = await startBenchSimulator({ record: true });
		try {
			const samples = await measureDeletes(await on(recording));
			results.deletes = { measured, rounds, samples };
		} finally {
			await recording.stop();
		}
	}
	return results;
}

async function circumstances({ rest }: Bench): Promise<Circumstances> {
	return { ...machine(), ...(await versionsOf(rest)) };
}
