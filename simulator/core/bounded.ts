/** Adds to a list that keeps only its newest items. */
export function keep<T>(list: T[], item: T, most: number): void {
	list.push(item);
	if (list.length > most) list.shift();
}
