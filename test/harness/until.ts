/** @throws when `condition` does not hold within 10 seconds, naming what was waited for */
export async function until(condition: () => unknown, what = String(condition)): Promise<void> {
	for (const end = Date.now() + 10_000; !(await condition());) {
		if (Date.now() > end) throw new Error(`Not within 10 s: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}
