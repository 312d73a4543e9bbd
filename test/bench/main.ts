import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { ensureHost, packPackage, startN8n } from '../../tools/n8n';
import { measureCreate, type Bench } from './create';
import { measureExports } from './exports';
import { renderExports } from './exportsReport';
import { machine, MARKERS, renderReport, writeDocument } from './report';
import { startBenchSimulator } from './simulator';
import { measureStatistics } from './statistics';
import { renderStatistics } from './statisticsReport';
import type { Sample } from './stats';
import { versionsOf } from './versions';
import { measureWebhooks, N8N_SETTINGS, saveWebhooks } from './webhooks';

const HELP = `Measures the Genesys nodes against n8n's own, in a real n8n on this machine, the Statistics
Trigger in n8n's engine, and downloads against curl (on Linux: it reads /proc).

npm run bench -- [options]
  --items N        items per run (default 1000)
  --deliveries N   webhook deliveries per run (default 300)
  --rounds N       measured rounds, after one to warm up (default 5)
  --only LIST      some of create,concurrency,limit,webhooks,statistics,exports (default: all)
  --write          put the tables into docs/performance.md; the first four parts only together
  --n8n PATH       use this n8n instead of installing one (also: N8N_BIN)
  --help           print this
`;

/** Measured in n8n, and written together. */
const N8N_PARTS = ['create', 'concurrency', 'limit', 'webhooks'];
const PARTS = [...N8N_PARTS, 'statistics', 'exports'];

const log = (line: string) => console.error(line);

function readArguments() {
	const { values } = parseArgs({
		options: {
			items: { type: 'string', default: '1000' },
			deliveries: { type: 'string', default: '300' },
			rounds: { type: 'string', default: '5' },
			only: { type: 'string', default: PARTS.join(',') },
			write: { type: 'boolean', default: false },
			n8n: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	const parts = values.only.split(',');
	const unknown = parts.filter((part) => !PARTS.includes(part));
	if (unknown.length > 0) throw new Error(`--only takes ${PARTS.join(', ')}, not ${unknown}`);
	const inN8n = N8N_PARTS.filter((part) => parts.includes(part));
	if (values.write && inN8n.length > 0 && inN8n.length < N8N_PARTS.length) {
		throw new Error(`--write needs all of ${N8N_PARTS.join(', ')}, or none`);
	}
	return {
		...values,
		parts: new Set(parts),
		inN8n: inN8n.length > 0,
		items: wholeNumber('items', values.items),
		deliveries: wholeNumber('deliveries', values.deliveries),
		rounds: wholeNumber('rounds', values.rounds),
	};
}

function wholeNumber(name: string, text: string): number {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 1 || value > 5_000) {
		throw new Error(`--${name} must be a whole number from 1 to 5000`);
	}
	return value;
}

async function runAll(
	{ items, deliveries, rounds, parts, n8n: given }: ReturnType<typeof readArguments>,
	folder: string,
	signal: AbortSignal,
) {
	const samples: Sample[] = [];
	const host = await ensureHost({ log, n8n: given, signal });
	const tarball = await packPackage({ folder });
	const simulator = await startBenchSimulator();
	let versions = { n8n: '', node: '' };
	try {
		let webhooks: Awaited<ReturnType<typeof saveWebhooks>> | undefined;
		for (const { column, env } of N8N_SETTINGS) {
			const n8n = await startN8n({ host, userFolder: folder, tarball, env, log, signal });
			try {
				const rest = await n8n.login();
				versions = await versionsOf(rest);
				const bench: Bench = {
					...{ rest, simulator, signal, rounds, log },
					add: (sample) => void samples.push(sample),
				};
				if (column === N8N_SETTINGS[0].column) {
					await measureCreate(bench, items, {
						create: parts.has('create'),
						concurrency: parts.has('concurrency'),
						limit: parts.has('limit'),
					});
				}
				if (parts.has('webhooks')) {
					webhooks ??= await saveWebhooks(rest, simulator.appSecret);
					await measureWebhooks(bench, webhooks, deliveries, column);
				}
			} finally {
				await n8n.stop();
			}
			if (!parts.has('webhooks')) break;
		}
	} finally {
		await simulator.stop();
	}
	return { ...machine(), versions, items, deliveries, rounds, samples };
}

async function main(): Promise<void> {
	const values = readArguments();
	if (values.help) {
		process.stdout.write(HELP);
		return;
	}
	const controller = new AbortController();
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(name, () => controller.abort(new Error('Interrupted')));
	}
	const [load] = loadavg();
	if (load > cpus().length / 4) {
		log(`Other work is going on (load ${load.toFixed(1)}): the figures will vary more.`);
	}
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-genesys-bench-'));
	try {
		const { signal } = controller;
		const results = values.inN8n ? await runAll(values, folder, signal) : undefined;
		const statistics = values.parts.has('statistics')
			? await measureStatistics({ rounds: values.rounds, signal, log })
			: undefined;
		const exports = values.parts.has('exports')
			? await measureExports({ ...values, folder: join(folder, 'exports'), signal, log })
			: undefined;
		const raw = join(await mkdtemp(join(tmpdir(), 'n8n-nodes-genesys-results-')), 'results.json');
		await writeFile(raw, JSON.stringify({ ...results, statistics, exports }, null, '\t'));
		const reports = [
			...(results ? [[renderReport(results), MARKERS.n8n] as const] : []),
			...(statistics
				? [[renderStatistics(statistics, machine()), MARKERS.statistics] as const]
				: []),
			...(exports ? [[renderExports(exports, machine()), MARKERS.exports] as const] : []),
		];
		for (const [report, markers] of reports) {
			process.stdout.write(`${report}\n`);
			if (values.write) log(`Written: ${await writeDocument(report, markers)}`);
		}
		log(`Raw results: ${raw}`);
	} catch (error) {
		controller.signal.throwIfAborted(); // says "Interrupted"
		throw error;
	} finally {
		await rm(folder, { recursive: true, force: true, maxRetries: 3 });
	}
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
