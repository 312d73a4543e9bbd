import { notedPid } from './pidFile';

/**
 * Lets an interrupted test run leave no n8n behind: jest does not call globalTeardown then.
 *
 * @param userFolders what each n8n of this run works on
 * @returns aborted by an interruption before the first n8n runs, so that what prepares it can be ended
 */
export function endWithThisProcess(...userFolders: string[]): AbortSignal {
	const running = () => userFolders.map(notedPid).filter((pid) => pid !== undefined);
	const preparing = new AbortController();
	process.once('exit', () => running().forEach(killNow));
	for (const [signal, code] of [
		['SIGINT', 130],
		['SIGTERM', 143],
		['SIGHUP', 129],
	] as const) {
		process.once(signal, () => {
			if (running().length === 0) preparing.abort(new Error('Interrupted'));
			else process.exit(code);
		});
	}
	return preparing.signal;
}

/** The whole group that n8n leads, in case it is still there. */
function killNow(pid: number): void {
	try {
		process.kill(-pid, 'SIGKILL');
	} catch {
		// It has ended already.
	}
}
