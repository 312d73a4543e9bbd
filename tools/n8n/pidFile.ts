import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The file in n8n's user folder with the id of its process, there while it runs. */
export const pidFileIn = (userFolder: string): string => join(userFolder, 'n8n.pid');

/** Notes which process works on the folder. */
export function notePid(userFolder: string, pid: number): void {
	writeFileSync(pidFileIn(userFolder), String(pid));
}

/** Forgets it, so that nobody ends another process that got the same id. */
export function forgetPid(userFolder: string): void {
	rmSync(pidFileIn(userFolder), { force: true });
}

/** @returns the id of the n8n that works on the folder, as far as is known; it may have been killed since */
export function notedPid(userFolder: string): number | undefined {
	try {
		return Number(readFileSync(pidFileIn(userFolder), 'utf8')) || undefined;
	} catch {
		return undefined;
	}
}
