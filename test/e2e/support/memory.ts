import { readFileSync, writeFileSync } from 'node:fs';

const MIB = 1024 * 1024;

/** What a process took while it was watched, in MiB. */
export interface Peak {
	/** The largest of the samples. */
	sampled: number;
	/** The largest that the kernel knows of. */
	highWater: number;
}

/**
 * Watches the resident memory of a process by /proc, so on Linux only.
 *
 * @returns what ends it, and gives the peaks since the start
 */
export function watchMemory(pid: number, everyMs = 200): () => Peak {
	// Makes the kernel forget the highest value so far.
	writeFileSync(`/proc/${pid}/clear_refs`, '5');
	let sampled = resident(pid);
	const sample = () => (sampled = Math.max(sampled, resident(pid)));
	const timer = setInterval(sample, everyMs);
	return () => {
		clearInterval(timer);
		sample();
		return { sampled, highWater: statusOf(pid, 'VmHWM') };
	};
}

/** Resident memory of a process now, in MiB. */
export const resident = (pid: number): number => statusOf(pid, 'VmRSS');

function statusOf(pid: number, name: string): number {
	const text = readFileSync(`/proc/${pid}/status`, 'utf8');
	const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1];
	if (kilobytes === undefined) throw new Error(`/proc/${pid}/status has no ${name}`);
	return (Number(kilobytes) * 1024) / MIB;
}
