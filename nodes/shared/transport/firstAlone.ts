/** Lets the first of several be done before any other begins, however it ends: it opens what the others make use of. */
export function firstAlone() {
	let begun: Promise<void> | undefined;
	return async function afterFirst<T>(send: () => Promise<T>): Promise<T> {
		if (begun) {
			await begun;
			return await send();
		}
		const first = send();
		// Without its answer, which can be large.
		begun = Promise.allSettled([first]).then(() => {});
		return await first;
	};
}
