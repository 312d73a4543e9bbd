import { sleep } from 'n8n-workflow';

/** n8n allows no timers to shipped code, and a sleep cannot be interrupted: so it is taken in slices of milliseconds. */
export const SLICE_MS = 200;

/** Waits for so many milliseconds, or until `stop()` is true. */
export async function pause(time: number, stop: () => boolean): Promise<void> {
	const until = Date.now() + time;
	for (let left = time; left > 0 && !stop(); left = until - Date.now()) {
		await sleep(Math.min(left, SLICE_MS));
	}
}
