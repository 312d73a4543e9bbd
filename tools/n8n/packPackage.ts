import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { npm } from './npm';
import { REPOSITORY } from './paths';

export const PACKAGE_NAME = 'n8n-nodes-genesys';

/**
 * `npm pack` of this repository, as it would be published. `dist/` must have been built.
 *
 * @returns the path of the tarball, in `folder` or in a new temporary folder, which is the caller's to remove.
 */
export async function packPackage({ folder }: { folder?: string } = {}): Promise<string> {
	if (!existsSync(join(REPOSITORY, 'dist', 'nodes'))) {
		throw new Error('dist/ is missing: run "npm run build" first');
	}
	const destination = folder ?? (await mkdtemp(join(tmpdir(), 'n8n-nodes-genesys-')));
	await mkdir(destination, { recursive: true });
	const { code, output } = await npm(
		['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', destination],
		{ cwd: REPOSITORY },
	);
	const name = output.trim().split('\n').pop() ?? '';
	const tarball = join(destination, name);
	if (code !== 0 || !name.endsWith('.tgz') || !existsSync(tarball)) {
		throw new Error(`npm pack failed:\n${output}`);
	}
	return tarball;
}

/**
 * Installs the tarball where n8n looks for community packages, `<userFolder>/.n8n/nodes`, with npm
 * and n8n's own flags, as n8n's documentation tells users to do by hand. Does nothing when
 * the same tarball is there already.
 *
 * @throws with npm's output when npm fails.
 */
export async function installCommunityPackage(userFolder: string, tarball: string): Promise<void> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const installed = join(nodes, 'node_modules', PACKAGE_NAME, 'package.json');
	const marker = join(nodes, '.tarball-sha256');
	const digest = createHash('sha256')
		.update(await readFile(tarball))
		.digest('hex');
	const previous = existsSync(installed) && (await readFile(marker, 'utf8').catch(() => ''));
	if (previous === digest) return;

	await mkdir(nodes, { recursive: true });
	await rm(marker, { force: true });
	await rm(join(nodes, 'node_modules', PACKAGE_NAME), { recursive: true, force: true });
	// The folder's package.json will name the tarball, so keep the tarball there too.
	const kept = join(nodes, `${PACKAGE_NAME}.tgz`);
	await cp(tarball, kept);
	if (!existsSync(join(nodes, 'package.json'))) {
		const manifest = { name: 'installed-nodes', private: true, dependencies: {} };
		await writeFile(join(nodes, 'package.json'), JSON.stringify(manifest, null, 2));
	}
	const { code, output } = await npm(
		[
			'install',
			`./${PACKAGE_NAME}.tgz`,
			'--omit=dev',
			'--legacy-peer-deps',
			'--ignore-scripts',
			'--no-audit',
			'--no-fund',
			'--no-bin-links',
			'--no-package-lock',
			'--install-strategy=shallow',
		],
		{ cwd: nodes },
	);
	if (code !== 0 || !existsSync(installed)) {
		throw new Error(`The package could not be installed into ${nodes}:\n${output}`);
	}
	await writeFile(marker, digest);
}
