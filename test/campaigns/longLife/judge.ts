import type { Sample } from './measure';
import type { Measured } from './process';
import type { Amount } from './scenario';

/**
 * Bytes by which the least that was in use may grow from one half of the samples to the other, whatever was done: compiled code
 * and what is known of types come and go. A leak grows with what is done.
 */
const UNREST = 512 * 1024;

/** Timers of what has ended that may sleep for a slice of time still, on a machine that is busy. */
const SLEEPING = 4;

/** What modules may hold more of while they live, and how much at most; nothing else may grow. */
const CAPACITIES: Record<string, number> = {
	'nodes/GenesysCloudMessagingTrigger/GenesysCloudMessagingTrigger.node.js recent.deliveries': 10_000,
	'nodes/GenesysInteractionsTrigger/GenesysInteractionsTrigger.node.js recent.deliveries': 10_000,
	'nodes/GenesysMessagingTrigger/GenesysMessagingTrigger.node.js recent.deliveries': 10_000,
	'nodes/GenesysExportTrigger/GenesysExportTrigger.node.js polled': 10_000,
	'nodes/shared.js refusals.said': 1_000,
};

/** What is left behind. */
interface Growth {
	/** Bytes, and what there was before and after in MB. */
	heap: number;
	before: number;
	after: number;
	bytesPerUnit: number;
	handles: number;
	sockets: number;
	problems: string[];
}

/** The least of each half: what was not yet put away when a sample was taken makes it larger only. */
function halves(samples: Sample[], read: (sample: Sample) => number): [number, number] {
	const values = samples.map(read);
	const middle = values.length / 2;
	return [Math.min(...values.slice(0, middle)), Math.min(...values.slice(middle))];
}

/** Whether what was measured is flat, and how flat. */
export function judge(
	{ samples, held }: Measured,
	{ measured, atOnce, bytes = 0 }: Amount,
): Growth {
	const problems: string[] = [];
	const check = (what: string, [before, after]: [number, number], most: number) => {
		if (after - before > most)
			problems.push(`${what}: from ${before} to ${after}, which is more than ${most} more`);
	};
	const [before, after] = halves(samples, ({ heap }) => heap);
	// From the middle of one half to that of the other.
	const units = measured / 2;
	check('Bytes of the heap', [before, after], UNREST + bytes * units);
	check(
		'Listeners of the process',
		halves(samples, ({ listeners }) => listeners),
		0,
	);
	for (const kind of new Set(samples.flatMap(({ resources }) => Object.keys(resources)))) {
		const counts = halves(samples, ({ resources }) => resources[kind] ?? 0);
		// A socket that is kept open for the next request is one for each that is under way.
		check(kind, counts, Math.max(atOnce, SLEEPING));
	}
	for (const [name, size] of Object.entries(held.after)) {
		const most = CAPACITIES[name] ?? held.before[name] ?? 0;
		if (size > most) problems.push(`${name}: ${size} entries, which is more than ${most}`);
	}
	const last = samples[samples.length - 1].resources;
	const { 'sockets of the simulator': sockets, ...own } = last;
	return {
		...{ heap: after - before, before, after, problems, sockets },
		bytesPerUnit: Math.round((after - before) / units),
		handles: Object.values(own).reduce((sum, count) => sum + count, 0),
	};
}
