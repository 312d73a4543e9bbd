import type { Host } from './host';

/** What a promise gives; undefined when that takes longer than so many milliseconds. */
export async function within<T>(longest: number, promise: Promise<T>): Promise<T | undefined> {
	let timer: NodeJS.Timeout | undefined;
	const end = new Promise<undefined>((done) => {
		timer = setTimeout(() => done(undefined), longest);
	});
	try {
		return await Promise.race([promise, end]);
	} finally {
		clearTimeout(timer);
	}
}

/** Seconds of computing without a pause, in which nothing else can go on; a page or a list of any length takes less. */
const LONGEST_STALL = 4;

/**
 * Judges cases one after another on each host, and looks out for those that keep the process from all else. Computing is
 * measured, so that a busy machine is no problem.
 *
 * @returns the problems, each with the name of its case before it
 */
export async function inLanes<C extends { name: string }>(
	hosts: readonly Host[],
	cases: readonly C[],
	problemsOf: (one: C, host: Host, run: number) => Promise<string[]>,
): Promise<string[]> {
	const problems: string[] = [];
	const running = new Set<string>();
	let used = process.cpuUsage();
	const timer = setInterval(() => {
		const { user } = process.cpuUsage(used);
		used = process.cpuUsage();
		if (user > LONGEST_STALL * 1e6)
			problems.push(`one of these computes for ${user / 1e6} s: ${[...running].join('; ')}`);
	}, 100);
	let next = 0;
	const lane = async (host: Host) => {
		for (let run = next++; run < cases.length; run = next++) {
			const { name } = cases[run];
			running.add(name);
			const found = await problemsOf(cases[run], host, run);
			running.delete(name);
			problems.push(...found.map((problem) => `${name}: ${problem}`));
		}
	};
	await Promise.all(hosts.map(lane));
	clearInterval(timer);
	return problems.sort();
}
