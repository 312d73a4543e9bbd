import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { withFileLock } from './fileLock';
import { givenHost, hostFromPackageFolder, TESTED_N8N, type N8nHost } from './givenHost';
import { explainNpmFailure, npm } from './npm';
import { cacheDir, HOST_MANIFEST_DIR } from './paths';
import { checkCanInstall, missingBuildTools, nodeHeadersPrefix } from './preflight';
import { startProgress, type Log } from './progress';

export interface EnsureHostOptions {
	log: Log;
	/** An n8n to use instead of installing one; default: the environment variable N8N_BIN. */
	n8n?: string;
	/** Parent of the installation; default: see cacheDir(). */
	cache?: string;
	signal?: AbortSignal;
}

/** Each finished step of an installation leaves a file, so that the next start continues from there. */
const UNPACKED = '.unpacked';
const COMPLETE = '.complete';

interface HostContents {
	dependencies: Record<string, string>;
	overrides: Record<string, unknown>;
	packages: Record<string, unknown>;
}

/** What decides what is installed; names and descriptions of the manifest do not. */
async function hostContents(): Promise<HostContents> {
	const read = async (name: string) =>
		JSON.parse(await readFile(join(HOST_MANIFEST_DIR, name), 'utf8')) as HostContents;
	const { dependencies, overrides } = await read('package.json');
	const { packages } = await read('package-lock.json');
	delete packages['']; // the manifest again
	return { dependencies, overrides, packages };
}

/** Names the folder, so that other packages, another Node ABI or machine type get their own. */
async function hostKey(): Promise<string> {
	const hash = createHash('sha256').update(`${process.platform}-${process.arch}\n`);
	return hash
		.update(JSON.stringify(await hostContents()))
		.digest('hex')
		.slice(0, 12);
}

/** One npm command of the installation, with its output in a file and progress on the screen. */
async function installStep(
	folder: string,
	title: string,
	args: string[],
	{ log, signal }: EnsureHostOptions,
	env?: NodeJS.ProcessEnv,
): Promise<void> {
	const logFile = join(folder, 'install.log');
	const file = createWriteStream(logFile, { flags: 'a' });
	file.write(`\n$ npm ${args.join(' ')}\n`);
	let fetched = 0;
	const total = Object.keys((await hostContents()).packages).length;
	const progress = startProgress(log, () =>
		fetched > 0 ? `${title}: ${fetched} downloads of at most ${total}` : title,
	);
	try {
		const { code, output } = await npm(args, {
			cwd: folder,
			env,
			signal,
			onOutput: (text) => {
				file.write(text);
				fetched += text.split(/npm http fetch GET 200 .*\.tgz/).length - 1;
			},
		});
		if (code !== 0) {
			throw new Error(`${title} failed.\n${explainNpmFailure(output)}\nThe full log: ${logFile}`);
		}
	} finally {
		progress.stop();
		await new Promise<void>((resolve) => file.end(resolve));
	}
}

async function install(folder: string, options: EnsureHostOptions): Promise<void> {
	const { log, signal } = options;
	if (!existsSync(join(folder, UNPACKED))) {
		await checkCanInstall(folder, signal);
		if (existsSync(folder)) log('An earlier installation was interrupted: starting it again.');
		await rm(folder, { recursive: true, force: true, maxRetries: 3 });
		await mkdir(folder, { recursive: true });
		for (const name of ['package.json', 'package-lock.json']) {
			await copyFile(join(HOST_MANIFEST_DIR, name), join(folder, name));
		}
		// n8n's pinned dependencies disagree about their peers, and the install scripts of some optional ones
		// need a compiler: hence the first two flags. --loglevel=http makes
		// npm say what it downloads, which is the progress shown.
		await installStep(
			folder,
			`Step 1 of 2, downloading n8n ${TESTED_N8N}`,
			[
				'install',
				'--legacy-peer-deps',
				'--ignore-scripts',
				'--no-audit',
				'--no-fund',
				'--no-progress',
				'--loglevel=http',
			],
			options,
		);
		await writeFile(join(folder, UNPACKED), '');
	}
	const missing = await missingBuildTools();
	if (missing.length > 0) {
		log(
			`Not found: ${missing.join(', ')}. So sqlite3 is not compiled here; trying its ready-made binary.`,
		);
	}
	const headers = nodeHeadersPrefix();
	await installStep(
		folder,
		'Step 2 of 2, fetching Node 24 and building sqlite3',
		[
			'rebuild',
			'node',
			'sqlite3',
			'--ignore-scripts=false',
			'--foreground-scripts',
			...(missing.length === 0 ? ['--build-from-source'] : []),
		],
		options,
		headers === undefined ? {} : { npm_config_nodedir: headers },
	);
	await writeFile(join(folder, COMPLETE), '');
}

/**
 * Finds an n8n to start: the one that the caller or N8N_BIN names, else the one in the cache folder,
 * into which it is installed from host/package.json when it is not there yet (which takes minutes).
 * Safe to call from several processes at once, and after an interrupted installation.
 *
 * @throws an error that says what is missing and what to do, and names the full log.
 */
export async function ensureHost(options: EnsureHostOptions): Promise<N8nHost> {
	const { log, n8n = process.env.N8N_BIN, cache = cacheDir(), signal } = options;
	if (n8n) {
		const host = givenHost(n8n);
		if (host.version !== TESTED_N8N) {
			log(`Using n8n ${host.version}; this was tested with ${TESTED_N8N}.`);
		}
		return host;
	}
	const folder = join(cache, `host-${await hostKey()}`);
	const isComplete = () => existsSync(join(folder, COMPLETE));
	const packageFolder = join(folder, 'node_modules', 'n8n');
	if (isComplete()) return hostFromPackageFolder(packageFolder, 'cached');

	await mkdir(cache, { recursive: true });
	let waiting: ReturnType<typeof startProgress> | undefined;
	await withFileLock(
		`${folder}.lock`,
		async () => {
			waiting?.stop();
			if (isComplete()) return;
			log(`Installing n8n ${TESTED_N8N} into ${folder}. This happens once and takes some minutes.`);
			await install(folder, options);
		},
		{
			signal,
			onWait: (pid) => {
				waiting ??= startProgress(log, () => `Process ${pid} is installing n8n, waiting for it`);
			},
		},
	).finally(() => waiting?.stop());
	return hostFromPackageFolder(packageFolder, 'installed');
}
