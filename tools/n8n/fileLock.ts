import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

import { isAlive } from './processes';

/** A holder refreshes the file this often; one that has not for STALE_MS is taken to be gone. */
const REFRESH_MS = 5_000;
const STALE_MS = 60_000;

interface Holder {
	token: string;
	pid: number;
	host: string;
}

export interface LockOptions {
	/** Called about once a second while somebody else holds the lock. */
	onWait?: (holderPid: number) => void;
	signal?: AbortSignal;
}

async function readHolder(path: string): Promise<Holder | undefined> {
	try {
		return JSON.parse(await readFile(path, 'utf8')) as Holder;
	} catch {
		return undefined; // gone, or not written to the end yet
	}
}

async function isStale(path: string, holder: Holder | undefined): Promise<boolean> {
	if (holder?.host === hostname() && !isAlive(holder.pid)) return true;
	const modified = await stat(path).then(
		({ mtimeMs }) => mtimeMs,
		() => Date.now(),
	);
	return Date.now() - modified > STALE_MS;
}

/**
 * Removes the file of a holder that is gone. Two processes may find it stale at once and the second
 * may then hold the first one's new lock in its hands: it sees that by the token, and puts it back.
 */
async function removeStale(path: string, token: string | undefined): Promise<void> {
	const aside = `${path}.${randomUUID()}`;
	try {
		await rename(path, aside);
	} catch {
		return; // somebody else was quicker
	}
	if ((await readHolder(aside))?.token !== token) await link(aside, path).catch(() => undefined);
	await rm(aside, { force: true });
}

/**
 * Holds a lock file while `work` runs, so that only one process at a time does it. Waits for a
 * holder that lives; takes over from one that is gone (its process ended, or the file is older than
 * a minute). For processes of one machine or of one shared folder.
 */
export async function withFileLock<T>(
	path: string,
	work: () => Promise<T>,
	{ onWait, signal }: LockOptions = {},
): Promise<T> {
	const self: Holder = { token: randomUUID(), pid: process.pid, host: hostname() };
	for (;;) {
		signal?.throwIfAborted();
		try {
			await writeFile(path, JSON.stringify(self), { flag: 'wx' });
			break;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		const holder = await readHolder(path);
		if (await isStale(path, holder)) await removeStale(path, holder?.token);
		else {
			if (holder) onWait?.(holder.pid);
			await sleep(1_000, undefined, { signal });
		}
	}
	const refresh = setInterval(() => {
		const now = new Date();
		utimes(path, now, now).catch(() => undefined);
	}, REFRESH_MS);
	refresh.unref();
	try {
		return await work();
	} finally {
		clearInterval(refresh);
		if ((await readHolder(path))?.token === self.token) await rm(path, { force: true });
	}
}
