/**
 * What a description lists, by the names that the user reads. They are English: so the order is the same whatever the locale of the
 * process, and nothing that compares languages has to be loaded with the nodes.
 *
 * @param name the field that holds the name
 */
export function inOrder<Name extends string, Thing extends Record<Name, string>>(
	things: readonly Thing[],
	name: Name,
): Thing[] {
	return [...things].sort((one, other) =>
		compared(one[name].toLowerCase(), other[name].toLowerCase()),
	);
}

function compared(one: string, other: string): number {
	if (one === other) return 0;
	return one < other ? -1 : 1;
}
