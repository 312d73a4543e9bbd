import { SLICE_MS } from '../../../nodes/shared/transport/pause';

/** How much more often nodes look at the clock than they would. */
const HASTE = 10;

const realNow = Date.now.bind(Date);
let ahead = 0;
const due = new Set<{ at: number; controller: AbortController }>();

function abortDue(): void {
	for (const one of due) {
		if (one.at > Date.now()) continue;
		due.delete(one);
		one.controller.abort(new DOMException('The operation timed out', 'TimeoutError'));
	}
}

/**
 * From now on, time can be put forward: it goes on as ever, and leaps by `forward`. Nodes wait in slices of a fifth of a second
 * and look at the clock after each, so that whatever is due by then ends within the next slice; those are made shorter.
 */
export function installClock(): void {
	Date.now = () => realNow() + ahead;
	const { setTimeout } = globalThis;
	const hasty = (work: () => void, time?: number, ...given: []) =>
		setTimeout(work, time === SLICE_MS ? SLICE_MS / HASTE : time, ...given);
	globalThis.setTimeout = Object.assign(hasty, setTimeout);
	AbortSignal.timeout = (time) => {
		const controller = new AbortController();
		const one = { at: Date.now() + time, controller };
		due.add(one);
		setTimeout(abortDue, time).unref();
		return controller.signal;
	};
}

/** Puts the time forward by so many milliseconds. */
export function forward(time: number): void {
	ahead += time;
	abortDue();
}
