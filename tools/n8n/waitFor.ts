import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Calls `attempt` every 100 ms until it returns something.
 *
 * @throws after the timeout, with what was waited for
 */
export async function waitFor<T>(
	what: string,
	attempt: () => Promise<T | undefined>,
	timeoutMs = 30_000,
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const result = await attempt();
		if (result !== undefined) return result;
		if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs / 1000} s for ${what}`);
		await sleep(100);
	}
}
