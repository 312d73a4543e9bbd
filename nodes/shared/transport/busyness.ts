/** What Node.js says of its event loop, and browsers do not know. */
interface Clock {
	eventLoopUtilization?: (since?: object) => { utilization: number } | undefined;
}

/**
 * Measures how busy this process is from now on.
 *
 * @returns what gives the part of the time in which its event loop had work: from 0 to 1, and 0 where that cannot be told
 */
export function measureBusyness(): () => number {
	const clock: Clock = performance as object;
	const begin = clock.eventLoopUtilization?.();
	return () => (begin && clock.eventLoopUtilization?.(begin)?.utilization) ?? 0;
}
