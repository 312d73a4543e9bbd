import { setMaxListeners } from 'node:events';

/** Milliseconds; a timer that is longer would not wait at all. */
export const LONGEST_TIMER = 2_147_483_647;

/** Ends any number of waits at once. */
export function newStopper(): AbortController {
	const controller = new AbortController();
	setMaxListeners(0, controller.signal);
	return controller;
}
