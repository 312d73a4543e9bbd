import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyMode,
	INodePropertyOptions,
} from 'n8n-workflow';

/** Finds what a resource locator offers in From List. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Finds what a list of options offers. */
export type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** Fields of a fixed collection. */
interface Group {
	displayName: string;
	name: string;
	values: readonly Property[];
}

/**
 * A property of a node as n8n has it, and what it gives an operation. `n8nProperties` takes the additions off again, and
 * `methodsOf` collects the searches.
 */
export interface Property extends Omit<INodeProperties, 'options' | 'modes'> {
	options?: ReadonlyArray<INodePropertyOptions | Property | Group>;
	modes?: readonly INodePropertyMode[];
	/** What the From List mode of a resource locator shows. */
	search?: ListSearch;
	/** What a list of options shows, when that is not fixed. */
	loadOptions?: LoadOptions;
	/** Text with commas, or a list by an expression: gives a list of names. */
	commaSeparated?: true;
	/** What separates several in a text, which a list by an expression is made into. */
	separator?: string;
	/** A resource locator whose modes name the thing differently: gives `{ mode, value }`. */
	keepsMode?: true;
	/** Text without the spaces around it: an ID is often copied with some. */
	trim?: true;
	/** Gives the value as it is, whatever its type. */
	anyType?: true;
	/** Rows of a name and a value: gives one object. */
	pairs?: true;
	/** JSON that has to be an object, or a list of objects. */
	shape?: 'object' | 'list';
	/** JSON that stands for these rows, and gives what they give. */
	rows?: Property;
	/** Names files of the input item, which a model has none of: not there where the node is a tool. */
	takesFiles?: true;
}

/** What a property gives an operation, by its type; see `coerce`. */
export type ValueOf<P extends Property> = P extends { anyType: true }
	? IDataObject[string]
	: P extends { commaSeparated: true }
		? string[]
		: P extends { pairs: true } | { shape: 'object' }
			? IDataObject
			: P extends { shape: 'list' }
				? IDataObject[]
				: P['type'] extends keyof Simple
					? Simple[P['type']]
					: P['type'] extends 'options'
						? OptionOf<P['options']>
						: P['type'] extends 'multiOptions'
							? Array<OptionOf<P['options']>>
							: P['type'] extends 'resourceLocator'
								? P extends { keepsMode: true }
									? Located<P['modes']>
									: string
								: P['type'] extends 'collection'
									? Partial<ValuesOf<PropertiesIn<P['options']>>>
									: P['type'] extends 'fixedCollection'
										? GroupsIn<P['options']>
										: string;

/** Dates are ISO 8601 in UTC, `''` when there is none; JSON is parsed, undefined when it is empty. */
interface Simple {
	boolean: boolean;
	number: number;
	json: unknown;
}

type OptionOf<Options> = Options extends ReadonlyArray<{ value: infer Value }> ? Value : string;

type Located<Modes> =
	Modes extends ReadonlyArray<{ name: infer Name }> ? { mode: Name; value: string } : never;

type PropertiesIn<Options> = Options extends readonly Property[] ? Options : readonly Property[];

type GroupsIn<Options> = Options extends readonly Group[]
	? { [G in Options[number] as G['name']]?: Array<ValuesOf<G['values']>> }
	: never;

/** The values of one item, typed from the properties that an operation declares. */
export type ValuesOf<Properties extends readonly Property[]> = {
	[P in Properties[number] as P['name']]: ValueOf<P>;
};

/** Declares a property on its own without losing what the type of its value is read from. */
export function defineProperty<const P extends Property>(property: P): P {
	return property;
}

/**
 * Whether a field is on the screen: one that waits for another value of a field before it is not, and cannot be filled in.
 *
 * @param before the values of those fields, and `@tool`, whether the node is the tool of a model
 */
export function isShown({ displayOptions }: Property, before: IDataObject): boolean {
	const { show = {}, hide = {} } = displayOptions ?? {};
	const has = ([name, values = []]: [string, unknown[]?]) => values.includes(before[name]);
	const known = (conditions: object) =>
		(Object.entries(conditions) as Array<[string, unknown[]?]>).filter(([name]) => name in before);
	return known(show).every(has) && !known(hide).some(has);
}
