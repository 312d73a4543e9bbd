import { defineProperty, type LoadOptions, type Property } from './property';

/** What a field has besides. */
type More = Omit<Partial<Property>, 'name' | 'type'>;

/** What the editor says, with no field to it. */
export const notice = <const Name extends string>(name: Name, displayName: string) =>
	defineProperty({ displayName, name, type: 'notice', default: '' });

/** A field for text, empty at first. */
export const text = <const Name extends string, const M extends More = object>(
	name: Name,
	displayName: string,
	description: string,
	more: M = {} as M,
) => defineProperty({ displayName, name, type: 'string', default: '', description, ...more });

/** A switch, off at first; its description begins with "Whether". */
export const flag = <const Name extends string>(
	name: Name,
	displayName: string,
	description: string,
	more: More = {},
) => defineProperty({ displayName, name, type: 'boolean', default: false, description, ...more });

/** A field for a number. */
export const number = <const Name extends string>(
	name: Name,
	displayName: string,
	description: string,
	initial: number,
	more: More = {},
) => defineProperty({ displayName, name, type: 'number', default: initial, description, ...more });

/** A field for a date; one without an offset is meant in the time zone of the workflow. */
export const date = <const Name extends string>(
	name: Name,
	displayName: string,
	description: string,
	more: More = {},
) =>
	defineProperty({
		displayName,
		name,
		type: 'dateTime',
		default: '',
		description: `${description}. Without an offset, e.g. 2026-11-21T09:30, it is in the workflow's time zone.`,
		...more,
	});

/** A field that offers what `loadOptions` finds in the account, or takes an ID by an expression. */
export const fromAccount = <const Name extends string>(
	name: Name,
	displayName: string,
	description: string,
	loadOptions: LoadOptions,
	more: More = {},
) =>
	defineProperty({
		displayName: `${displayName} Name or ID`,
		name,
		type: 'options',
		loadOptions,
		default: '',
		description: `${description}. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
		...more,
	});

/** A field that offers what `loadOptions` finds in the account, several of it at once. */
export const severalFromAccount = <const Name extends string>(
	name: Name,
	displayName: string,
	description: string,
	loadOptions: LoadOptions,
	more: More = {},
) =>
	defineProperty({
		displayName: `${displayName} Names or IDs`,
		name,
		type: 'multiOptions',
		loadOptions,
		default: [],
		description: `${description}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
		...more,
	});

/** Fields that are added as they are wanted; `what` is what the button adds. */
export const collection = <const Name extends string, const Options extends readonly Property[]>(
	name: Name,
	displayName: string,
	what: string,
	options: Options,
	more: More = {},
) =>
	defineProperty({
		displayName,
		name,
		type: 'collection',
		placeholder: `Add ${what}`,
		default: {},
		description: 'What is set here counts; what is not added is left out',
		...more,
		options,
	});

/** What a list, or the start of a workflow, is narrowed down by. */
export const filters = <const Options extends readonly Property[]>(options: Options) =>
	collection('filters', 'Filters', 'filter', options);

/** What few users set. */
export const options = <const Options extends readonly Property[]>(entries: Options) =>
	collection('options', 'Options', 'option', entries);
