import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';

import { packPackage } from '../../tools/n8n';
import { writeDocument } from './document';
import { figure } from './figures';
import { measureInN8n } from './inN8n';
import { HELP, readOptions, type Options } from './options';
import { measureQueue } from './queue';
import { measureEditor, measureLoading, measureSize } from './packed';
import { renderAll } from './report';
import { machine, readResults, record, textOf, type Results } from './results';
import { measureStatistics } from './statistics';
import { renderTargets } from './targets';

/** How many processes load the package. */
const LOADINGS = 10;

const log = (line: string) => console.error(line);

async function measure(options: Options, folder: string, signal: AbortSignal): Promise<Results> {
	const { figures, rounds } = options;
	const results: Results = {};
	const here = () => ({ ...machine(), node: process.versions.node });
	if (figures.has('size')) results.size = { measured: here(), ...(await measureSize(folder)) };
	if (figures.has('editor')) results.editor = { measured: here(), nodes: await measureEditor() };
	if (figures.has('loading')) {
		const measured = here();
		const milliseconds = await measureLoading(LOADINGS, log);
		results.loading = { measured, rounds: LOADINGS, milliseconds };
	}
	if ([...figures].some((name) => figure(name).inN8n)) {
		Object.assign(results, await measureInN8n({ options, folder, signal, log }));
	}
	if (figures.has('workers')) {
		const measured = here();
		const queue = join(folder, 'queue');
		await mkdir(queue);
		const tarball = await packPackage({ folder });
		const samples = await measureQueue({ folder: queue, tarball, rounds, signal, log });
		results.workers = { measured, rounds, samples };
	}
	if (figures.has('statistics')) {
		const measured = here();
		results.statistics = { measured, ...(await measureStatistics({ rounds, signal, log })) };
	}
	return results;
}

async function measureAndKeep(options: Options, signal: AbortSignal): Promise<Results> {
	const [load] = loadavg();
	if (load > cpus().length / 4) {
		log(`Other work is going on (load ${load.toFixed(1)}): the figures will vary more.`);
	}
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-genesys-bench-'));
	const start = performance.now();
	try {
		const results = await measure(options, folder, signal);
		const raw = join(await mkdtemp(join(tmpdir(), 'n8n-nodes-genesys-results-')), 'results.json');
		await writeFile(raw, textOf(results));
		log(`Measured in ${((performance.now() - start) / 60_000).toFixed(1)} minutes: ${raw}`);
		return results;
	} finally {
		await rm(folder, { recursive: true, force: true, maxRetries: 3 });
	}
}

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2));
	if (options.help) {
		process.stdout.write(HELP);
		return;
	}
	const controller = new AbortController();
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(name, () => controller.abort(new Error('Interrupted')));
	}
	try {
		const results = options.from
			? await readResults(options.from)
			: await measureAndKeep(options, controller.signal);
		process.stdout.write(`${renderAll(results)}\n\n${renderTargets(results)}\n`);
		if (options.write) log(`Written: ${(await writeDocument(await record(results))).join(', ')}`);
	} catch (error) {
		controller.signal.throwIfAborted(); // says "Interrupted"
		throw error;
	}
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
