import type { IDataObject } from 'n8n-workflow';

/** A JSON Schema as n8n reads it from `__schema__`: types and names, and nothing that a value is held to. */
export interface OutputSchema {
	type: string;
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
}

/** What all of these items have in common, and what only some of them have. */
export const schemaOf = (items: IDataObject[]): OutputSchema & { version: number } => ({
	...merged(items.map(typeOf)),
	version: 1,
});

function typeOf(value: unknown): OutputSchema {
	if (Array.isArray(value)) {
		return { type: 'array', ...(value.length > 0 ? { items: merged(value.map(typeOf)) } : {}) };
	}
	if (typeof value !== 'object') return { type: value === undefined ? 'null' : typeof value };
	if (value === null) return { type: 'null' };
	const fields = Object.entries(value).map(([name, one]) => [name, typeOf(one)] as const);
	return { type: 'object', properties: Object.fromEntries(fields) };
}

/** One schema for all; a value that is there says more than none. */
function merged(schemas: OutputSchema[]): OutputSchema {
	const [first, ...others] = schemas.filter(({ type }) => type !== 'null');
	if (!first) return { type: 'null' };
	return others.reduce(both, first);
}

function both(one: OutputSchema, other: OutputSchema): OutputSchema {
	if (one.type !== other.type) throw new Error(`${one.type} and ${other.type} in one field`);
	const items = [one.items ?? [], other.items ?? []].flat();
	const names = [...new Set([one, other].flatMap((each) => Object.keys(each.properties ?? {})))];
	const of = (name: string) =>
		[one.properties?.[name] ?? [], other.properties?.[name] ?? []].flat();
	return {
		type: one.type,
		...(items.length > 0 ? { items: merged(items) } : {}),
		...(names.length > 0
			? { properties: Object.fromEntries(names.map((name) => [name, merged(of(name))])) }
			: {}),
	};
}
