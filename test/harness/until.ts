/** @throws when `condition` does not hold within so many seconds, naming what was waited for */
export async function until(
	condition: () => unknown,
	what = String(condition),
	seconds = 10,
): Promise<void> {
	for (const end = Date.now() + seconds * 1000; !(await condition());) {
		if (Date.now() > end) throw new Error(`Not within ${seconds} s: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}
