/**
 * Lets an interrupted test run leave no n8n behind: jest does not call globalTeardown then.
 *
 * @param pid of the n8n that runs; undefined while there is none, or none any more
 * @returns aborted on an interruption while there is no n8n yet: until it is ready, only who starts it can end it
 */
export function endWithThisProcess(pid: () => number | undefined): AbortSignal {
	const starting = new AbortController();
	process.once('exit', () => {
		const running = pid();
		if (running !== undefined) killNow(running);
	});
	for (const [signal, code] of [
		['SIGINT', 130],
		['SIGTERM', 143],
		['SIGHUP', 129],
	] as const) {
		process.once(signal, () => {
			if (pid() === undefined) starting.abort(new Error('Interrupted'));
			else process.exit(code);
		});
	}
	return starting.signal;
}

/** The whole group that n8n leads, in case it is still there. */
function killNow(pid: number): void {
	try {
		process.kill(-pid, 'SIGKILL');
	} catch {
		// It has ended already.
	}
}
