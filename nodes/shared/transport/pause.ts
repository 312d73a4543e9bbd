import { sleep } from 'n8n-workflow';

/** n8n allows no timers to shipped code, and a sleep cannot be interrupted: so it is taken in slices of milliseconds. */
export const SLICE_MS = 200;

/**
 * Waits for so many milliseconds, or until `stop()` is true; not at all when there is nothing left to wait for. A time that is no
 * number is one slice: a loop that waits for a moment that never comes must not block the process.
 */
export async function pause(time: number, stop: () => boolean): Promise<void> {
	const until = Date.now() + (Number.isNaN(time) ? SLICE_MS : time);
	for (let left = until - Date.now(); left > 0 && !stop(); left = until - Date.now()) {
		// A fraction of a millisecond would be none at all.
		await sleep(Math.min(Math.ceil(left), SLICE_MS));
	}
}
