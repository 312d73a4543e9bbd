import type { Circumstances } from './results';

/** When and where, in a sentence. */
export function renderMeasured(
	{ date, n8n, node, cores, memoryGib, load }: Circumstances,
	more: string,
): string {
	const where = n8n ? `n8n ${n8n} under Node ${node}` : `Node ${node}`;
	return (
		`Measured on ${date} with ${where}, on ${cores} cores with ${memoryGib} GiB of memory; ` +
		`load of the machine before the start: ${load.toFixed(1)}. ${more}`
	);
}

/** What the figures of several rounds are. */
export const roundsOf = (rounds: number) =>
	`Rounds: ${rounds}, after one to warm up; each figure is the median of the rounds, with the lowest and the highest.`;

/** A ratio, as in "1.52x". */
export const times = (ratio: number) => `${ratio.toFixed(ratio < 10 ? 2 : 1)}x`;
