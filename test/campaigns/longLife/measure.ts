/** What the process holds at a moment at which it has nothing to do. */
export interface Sample {
	/** Bytes in use after garbage was collected. */
	heap: number;
	/** Handles and requests that keep the process alive, by kind, and the sockets of the simulator. */
	resources: Record<string, number>;
	/** Listeners of the process. */
	listeners: number;
}

/** Name of the sockets at the other end. */
export const SOCKETS = 'sockets of the simulator';

/** How many there are of each kind of what keeps the process alive. */
export function resources(): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
	return counts;
}

/** Waits a second at most until there are no more timers than so many: what has ended may sleep for a slice of time still. */
export async function settle(least: number): Promise<void> {
	for (let turn = 0; turn < 50 && (resources().Timeout ?? 0) > least; turn++)
		await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Takes a sample. Needs `--expose-gc`. */
export async function sample(): Promise<Sample> {
	const { gc } = globalThis;
	if (!gc) throw new Error('Start the process with --expose-gc');
	await new Promise((resolve) => setImmediate(resolve));
	gc();
	const names = process.eventNames();
	return {
		heap: process.memoryUsage().heapUsed,
		resources: resources(),
		listeners: names.reduce((sum, name) => sum + process.listenerCount(name), 0),
	};
}
