/** Milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Real milliseconds in which whatever waits by the clock looks at it. */
const LOOK = 600;

let ahead = 0;
const real = Date.now;

/**
 * A clock that goes as the real one does, and can be put forward. It does not go back for the next run: what waits for a
 * moment that was near would wait for days.
 */
export function openClock() {
	Date.now = () => real() + ahead;
	const forward = (time: number) => void (ahead += time);
	return { forward, close: () => forward(DAY) };
}

/** To be called at the end: other tests of the same process have the real clock, once nothing waits by this one any more. */
export async function restoreClock(): Promise<void> {
	ahead += DAY;
	await new Promise((resolve) => setTimeout(resolve, LOOK));
	Date.now = real;
}

export type Clock = ReturnType<typeof openClock>;
