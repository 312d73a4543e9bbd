import { pause } from './pause';

/** When to give up waiting for something that cannot be ended. */
interface Patience<Late> {
	/** Milliseconds. */
	limit: number;
	/** What comes of it when it takes longer; may throw. */
	late: () => Late;
	/** As long as this changes within the limit, it may take any time. */
	progress?: () => unknown;
}

/** What comes of the work, or of `late` when that takes too long. */
export async function inTime<Done, Late>(
	work: Promise<Done>,
	{ limit, late, progress = () => 0 }: Patience<Late>,
): Promise<Done | Late> {
	let ended = false;
	const patience = async () => {
		let before: unknown;
		do {
			before = progress();
			await pause(limit, () => ended);
		} while (!ended && progress() !== before);
		return ended ? await work : late();
	};
	return await Promise.race([work.finally(() => (ended = true)), patience()]);
}
