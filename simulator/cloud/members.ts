/** Objects with fewer members. */

/** Without these members. */
export const without = <T extends object, K extends keyof T>(value: T, ...names: K[]) =>
	Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name as K))) as Omit<
		T,
		K
	>;

/** Without members that are undefined: JSON has no such thing. */
export const compact = <T extends object>(value: T): T =>
	Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
