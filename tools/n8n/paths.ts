import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The root of this repository. */
export const REPOSITORY = resolve(__dirname, '..', '..');

/** The manifest and the lock file that the host is installed from. */
export const HOST_MANIFEST_DIR = join(__dirname, 'host');

/** Where the installed host and the demo's n8n data are kept between runs. */
export function cacheDir(): string {
	const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
	return join(base, 'n8n-nodes-genesys');
}
