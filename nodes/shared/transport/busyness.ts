/**
 * Measures how busy this process is from now on.
 *
 * @returns what gives the part of the time in which its event loop had work: from 0 to 1, and 0 where that cannot be told
 */
export function measureBusyness(): () => number {
	const begin = performance.eventLoopUtilization?.();
	return () => (begin ? performance.eventLoopUtilization(begin).utilization : 0);
}
