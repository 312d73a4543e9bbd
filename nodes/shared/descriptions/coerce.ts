import type {
	IDataObject,
	INodeParameterResourceLocator,
	INodePropertyOptions,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { checkExact } from '../transport/json';
import { isoDate } from './dates';
import { isPlainObject, listIn, nameList, NOT_JSON, parsed, shown, wordOf } from './given';
import type { Property } from './property';

const ADVICE = 'Check the value, or the expression that it comes from.';

/** No text of UTF-8 has it, so that it can be part of no address. */
const HALF_CHARACTER = /\p{Surrogate}/u;

type Coercion = (property: Property, value: unknown, timezone: string) => unknown;

/**
 * The value of a property as what its type says, which an expression need not give: see `ValueOf`.
 *
 * @param timezone IANA name: dates without an offset are meant in it
 * @throws UserError when the value cannot be one of this type
 */
export function coerce(property: Property, value: unknown, timezone: string): unknown {
	if (property.anyType) return exact(property, value);
	if (property.commaSeparated) return toNames(property, value);
	if (property.separator && listIn(value)) return toNames(property, value).join(property.separator);
	if (property.rows) return toRows(property.rows, property, value, timezone);
	return (coercions[property.type] ?? toText)(property, value, timezone);
}

/** Whether a value is none. What names a thing in several ways needs to say in which, so text alone counts as none there. */
export function isBlank(property: Property, value: unknown): boolean {
	const { type, keepsMode, commaSeparated, shape } = property;
	const isList = commaSeparated || shape === 'list' || type === 'multiOptions';
	if (isList && listIn(value)?.length === 0) return true;
	const isLocator = type === 'resourceLocator' && (keepsMode || typeof value === 'object');
	const inner = isLocator ? (value as { value?: unknown } | null | undefined)?.value : value;
	const plain = typeof inner === 'string' ? inner.trim() : inner;
	return plain === undefined || plain === null || plain === '';
}

const coercions: Partial<Record<Property['type'], Coercion>> = {
	boolean: toBoolean,
	number: toNumber,
	options: toOption,
	multiOptions: (property, value, timezone) =>
		toNames(property, value).map((name) => toOption(property, name, timezone)),
	dateTime: (property, value, timezone) =>
		isBlank(property, value) ? '' : isoDate(value, timezone, `The field "${property.displayName}"`),
	json: toJson,
	resourceLocator: toLocated,
	collection: toCollection,
	fixedCollection: toGroups,
};

function toText(property: Property, value: unknown): string {
	if (typeof value === 'object' && value !== null) throw isNot(property, 'text', value);
	const text = String(exact(property, value) ?? '');
	if (HALF_CHARACTER.test(text)) {
		throw new UserError(`The text of the field "${property.displayName}" is broken`, {
			description: `It was cut in the middle of a character, such as an emoji. ${ADVICE}`,
		});
	}
	return property.trim ? text.trim() : text;
}

function exact(property: Property, value: unknown): unknown {
	checkExact(value, `the field "${property.displayName}"`);
	return value;
}

function toNames(property: Property, value: unknown): string[] {
	const list = listIn(value);
	return nameList(list?.map((name) => toText(property, name)) ?? toText(property, value));
}

function toBoolean(property: Property, value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	const word = wordOf(value);
	if (word === 'true' || word === 'false') return word === 'true';
	throw isNot(property, 'true or false', value);
}

function toNumber(property: Property, value: unknown): number {
	const isText = typeof value === 'string' && value.trim() !== '';
	const number = typeof value === 'number' || isText ? Number(value) : NaN;
	if (!Number.isFinite(number)) throw isNot(property, 'a number', value);
	const { MAX_SAFE_INTEGER: most } = Number;
	const { minValue = -most, maxValue = most, numberPrecision } = property.typeOptions ?? {};
	if (numberPrecision === 0 && !Number.isInteger(number))
		throw isNot(property, 'a whole number', value);
	if (number >= minValue && number <= maxValue) return number;
	const [word, bound] = number < minValue ? ['below', minValue] : ['above', maxValue];
	throw new UserError(`The field "${property.displayName}" is ${word} ${bound}`, {
		description: `It is ${number}. ${ADVICE}`,
	});
}

/** As it is declared: an expression can give it in other letters, as text, or by its name in the list. What is loaded from the account is not known here. */
function toOption(property: Property, value: unknown, _timezone: string): unknown {
	const known = (property.options ?? []) as INodePropertyOptions[];
	if (known.length === 0) return toText(property, value);
	const word = wordOf(value);
	const named = (key: 'value' | 'name') =>
		known.find((one) => String(one[key]).toLowerCase() === word);
	const option = named('value') ?? named('name');
	if (option) return option.value;
	throw new UserError(`"${shown(value)}" is not a choice of the field "${property.displayName}"`, {
		description: `Use one of: ${known.flatMap((one) => String(one.value) || []).join(', ')}.`,
	});
}

function toJson(property: Property, value: unknown): unknown {
	const json = exact(property, parsed(value));
	if (json === NOT_JSON) throw notJson(property, 'JSON');
	const { shape } = property;
	if (shape === 'object' && !isPlainObject(json)) throw notJson(property, 'a JSON object');
	if (shape !== 'list') return json;
	const list = json ?? [];
	if (Array.isArray(list) && list.every(isPlainObject)) return list;
	throw notJson(property, 'a JSON list of objects', '[{"name": "value"}]');
}

const notJson = ({ displayName }: Property, wanted: string, example = '{"name": "value"}') =>
	new UserError(`The field "${displayName}" is not ${wanted}`, {
		description: `Write it with straight double quotes around names and strings: ${example}.`,
	});

/** JSON that stands for rows of names and values, or for those of the only group, in which every name has to be known. */
function toRows(rows: Property, property: Property, value: unknown, timezone: string): unknown {
	const [group] = rows.options as unknown as [{ name: string; values: readonly Property[] }];
	if (rows.pairs) {
		const json = toJson({ ...property, shape: 'object' }, isBlank(property, value) ? {} : value);
		const one = group.values.find(({ name }) => name === 'value') ?? property;
		const given = Object.entries(json as IDataObject);
		return Object.fromEntries(
			given.map(([name, own]) => [name, own === null ? null : coerce(one, own, timezone)]),
		);
	}
	const list = toJson({ ...property, shape: 'list' }, value) as IDataObject[];
	if (list.length === 0) return {};
	const names = group.values.map(({ name }) => name);
	const known = (key: string) => {
		const found = names.find((name) => name.toLowerCase() === key.trim().toLowerCase());
		if (found !== undefined) return found;
		throw new UserError(`An entry of the field "${property.displayName}" has no "${key}"`, {
			description: `It has: ${names.join(', ')}.`,
		});
	};
	const entries = list.map((entry) =>
		Object.fromEntries(Object.entries(entry).map(([key, own]) => [known(key), own])),
	);
	return toGroups(rows, { [group.name]: entries }, timezone);
}

function toLocated(property: Property, value: unknown): unknown {
	const isPlain = typeof value !== 'object' || value === null;
	const { mode, value: inner } = (
		isPlain ? { mode: '', value } : value
	) as INodeParameterResourceLocator;
	const text = toText(property, inner).trim();
	// Text alone can be an address as well.
	const named = property.modes?.find(({ name, extractValue }) =>
		isPlain ? extractValue : name === mode,
	);
	const regex = named?.extractValue?.regex as string | undefined;
	const id = regex ? (new RegExp(regex).exec(text)?.[1] ?? text) : text;
	return property.keepsMode ? { mode, value: id } : id;
}

function toCollection(property: Property, value: unknown, timezone: string): IDataObject {
	const values: IDataObject = {};
	const given = toFields(property, value);
	for (const option of (property.options ?? []) as Property[]) {
		const own = given[option.name];
		// What is left empty counts as not added.
		if (own === undefined || own === null || (own === '' && !isText(option))) continue;
		const value = coerce(option, own, timezone) as IDataObject;
		if (holdsRows(option) && Object.keys(value).length === 0) continue;
		values[option.name] = value;
	}
	return values;
}

function toGroups(property: Property, value: unknown, timezone: string): IDataObject {
	const groups: IDataObject = {};
	const given = toFields(property, value);
	for (const group of property.options ?? []) {
		if (!('values' in group) || given[group.name] === undefined) continue;
		const fields = { ...property, options: group.values };
		const entries = [given[group.name]].flat();
		const filled = entries.filter(hasValue);
		if (entries.length > 0 && filled.length === 0) continue;
		groups[group.name] = filled.map((entry) => toCollection(fields, entry, timezone));
	}
	return property.pairs ? toPairs(Object.values(groups).flat() as IDataObject[]) : groups;
}

/** The last of several equal names wins, and a value that an expression did not give is none. */
const toPairs = (entries: IDataObject[]): IDataObject => {
	const given = entries.filter(({ key = '', value }) => key !== '' && value !== undefined);
	return Object.fromEntries(given.map(({ key, value }) => [key, value]));
};

/** What holds fields can be an object by one expression, or the text of one. */
function toFields(property: Property, value: unknown): IDataObject {
	const given = parsed(value) ?? {};
	if (isPlainObject(given) && given !== NOT_JSON) return given;
	if (Array.isArray(given) && given.length === 0) return {};
	throw isNot(property, 'an object', value);
}

const holdsRows = ({ type, rows }: Property) => type === 'fixedCollection' || rows !== undefined;

/** Whose value can be empty text. */
const isText = ({ type, commaSeparated }: Property) => type === 'string' && !commaSeparated;

/** Expressions can leave all fields of an entry empty: then it counts as not added. */
const hasValue = (entry: unknown) =>
	Object.values(entry ?? {}).some((value) => value !== undefined && value !== null && value !== '');

function isNot(property: Property, wanted: string, value: unknown): UserError {
	return new UserError(`The field "${property.displayName}" is not ${wanted}`, {
		description: `It is ${shown(value)}. ${ADVICE}`,
	});
}
