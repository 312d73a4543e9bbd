import { sleep } from 'n8n-workflow';
import { Line } from './line';

/** How many more may begin when so many are under way. */
export type Room = (running: number) => number;

/** Whatever the number is, nothing may be left out. */
const hasRoom = (room: Room, running: number) => running === 0 || room(running) > 0;

/**
 * Runs `work(0) … work(count - 1)`, as many at once as there is room for, started in order. Starts nothing more once
 * `stop()` is true, and resolves when all that was started has ended. Nothing is held for what has not begun, so that it takes any
 * number.
 */
export async function forEachIndex(
	count: number,
	room: Room,
	stop: () => boolean,
	work: (index: number) => Promise<void>,
): Promise<void> {
	let next = 0;
	let running = 0;
	await new Promise<void>((resolve, reject) => {
		const ended = () => {
			running--;
			begin();
		};
		const begin = (): boolean => {
			const before = next;
			while (next < count && !stop() && hasRoom(room, running)) {
				running++;
				work(next++).then(ended, reject);
			}
			if (running === 0) resolve();
			return next > before;
		};
		// What has begun may make room by what it does, not only by its end.
		const goOn = async () => {
			while (begin() && next < count) await sleep(0);
		};
		void goOn();
	});
}

/** Lets work wait until it may begin. Work must not hand in other work and wait for it: with one place, that never begins. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Work that is handed in begins in the order in which it came, and as much of it is under way at once as there is room for. For work
 * that comes from several places; what is in one list is for `forEachIndex`.
 */
export function openTurns(room: Room): InTurn {
	let running = 0;
	const line = new Line();
	const begin = () => {
		while (line.length > 0 && hasRoom(room, running)) {
			running++;
			line.next();
		}
	};
	return async function inTurn(work) {
		if (line.length === 0 && hasRoom(room, running)) running++;
		else await line.wait(() => false);
		try {
			return await work();
		} finally {
			running--;
			begin();
		}
	};
}

/** Lets work that has a key in common happen one after another, in the order in which it was handed in. */
export class KeyedQueue {
	private readonly tails = new Map<string, Promise<unknown>>();

	/** Runs `work` once all that was handed in before under one of the keys has ended. */
	async run<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
		const before = keys.flatMap((key) => this.tails.get(key) ?? []);
		const mine = before.length > 0 ? Promise.allSettled(before).then(work) : work();
		for (const key of keys) this.tails.set(key, mine);
		try {
			return await mine;
		} finally {
			for (const key of keys) if (this.tails.get(key) === mine) this.tails.delete(key);
		}
	}
}
