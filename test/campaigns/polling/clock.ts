/** Milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

let ahead = 0;
const real = Date.now.bind(Date);

/**
 * A clock that goes as the real one does, and can be put forward. It never goes back, for the next run neither: what waits for a
 * moment that was near would wait for days.
 */
export function openClock() {
	Date.now = () => real() + ahead;
	const forward = (time: number) => void (ahead += time);
	return { forward, close: () => forward(DAY) };
}

export type Clock = ReturnType<typeof openClock>;
