/** Takes one line for the user. */
export type Log = (line: string) => void;

/** Logs a line with the seconds that have passed, at once and then every few seconds until stopped. */
export function startProgress(
	log: Log,
	describe: () => string,
	everyMs = 5_000,
): { stop: () => void } {
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	log(describe());
	const timer = setInterval(() => log(`  ${seconds()} s  ${describe()}`), everyMs);
	return { stop: () => clearInterval(timer) };
}
