/** Milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A clock that goes as the real one does, and can be put forward. */
export function openClock() {
	const real = Date.now.bind(Date);
	let ahead = 0;
	const spy = jest.spyOn(Date, 'now').mockImplementation(() => real() + ahead);
	return { forward: (time: number) => void (ahead += time), close: () => spy.mockRestore() };
}

export type Clock = ReturnType<typeof openClock>;
