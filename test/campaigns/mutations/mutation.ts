/** A change of the shipped code that a campaign has to catch. */
export interface Mutation {
	/** What is broken by it, in words. */
	what: string;
	/** Numbers of the defects (see the list in docs/reliability.md) that it brings back, if it is one of them. */
	defects?: number[];
	/** From the root of the project. */
	file: string;
	/** Occurs in the file exactly once. */
	find: string;
	replace: string;
	/** Narrows the campaign down to what catches it, where the campaign has such a variable: `{ ONLY: '…' }`. */
	env?: Record<string, string>;
}
