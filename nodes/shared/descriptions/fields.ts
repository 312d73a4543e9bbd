import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { jsonParse, UserError } from 'n8n-workflow';
import { defineProperty, type Item } from '../engine/operation';

/**
 * The three ways in which n8n lets a user fill an open set of fields: taken from the input item as it is (nothing to
 * write, and no expression to evaluate), one by one, or as JSON.
 */
export const fieldsMode = (what: string) =>
	defineProperty({
		displayName: `${what} Mode`,
		name: 'dataMode',
		type: 'options',
		options: [
			{
				name: 'Map Automatically',
				value: 'autoMapInputData',
				description: 'Use the fields of the input item, under their own names',
			},
			{
				name: 'Map Each Field Below',
				value: 'defineBelow',
				description: 'Set names and values one by one',
			},
			{ name: 'JSON', value: 'json', description: 'Write or compute the fields as JSON' },
		],
		default: 'defineBelow',
		description: 'Where the fields come from',
	});

export const inputsToIgnore = defineProperty({
	displayName: 'Inputs to Ignore',
	name: 'inputsToIgnore',
	type: 'string',
	displayOptions: { show: { dataMode: ['autoMapInputData'] } },
	default: '',
	placeholder: 'e.g. owner, createdAt',
	description: 'Comma-separated names of the input fields to leave out',
});

/** Names and values one by one, as `{ entries: [{ key, value }] }`. */
export const keyValues = <const Name extends string>(name: Name, displayName: string) =>
	defineProperty({
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		displayOptions: { show: { dataMode: ['defineBelow'] } },
		placeholder: 'Add field',
		default: {},
		options: [
			{
				displayName: 'Fields',
				name: 'entries',
				values: [
					{
						displayName: 'Name',
						name: 'key',
						type: 'string',
						default: '',
						placeholder: 'e.g. CaseNumber',
					},
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	} as const satisfies INodeProperties);

export const fieldsJson = (what: string, example: string) =>
	defineProperty({
		displayName: `${what} (JSON)`,
		name: 'dataJson',
		type: 'json',
		displayOptions: { show: { dataMode: ['json'] } },
		default: example,
		description: 'One JSON object',
	});

/** The properties for one open set of fields called `what`, to be read by `fieldsOf`. */
export const fieldProperties = (what: string) =>
	[
		fieldsMode(what),
		inputsToIgnore,
		keyValues('data', what),
		fieldsJson(what, '{}'),
	] as const satisfies readonly INodeProperties[];

/** What `fieldsOf` reads. */
interface FieldValues {
	dataMode: string;
	inputsToIgnore: string;
	data: IDataObject;
	dataJson: unknown;
}

/** The fields that a user set by `fieldProperties`. */
export function fieldsOf(values: FieldValues, item: Pick<Item, 'json'>): IDataObject {
	switch (values.dataMode) {
		case 'autoMapInputData':
			return inputFields(item, values.inputsToIgnore);
		case 'json':
			return jsonObject(values.dataJson);
		default:
			return entriesOf(values.data);
	}
}

/** The input item without the ignored fields. */
export function inputFields(item: Pick<Item, 'json'>, ignored: string): IDataObject {
	const names = nameList(ignored);
	if (names.length === 0) return item.json;
	return Object.fromEntries(Object.entries(item.json).filter(([name]) => !names.includes(name)));
}

/** The object of a `keyValues` property; the last of several equal names wins. */
export function entriesOf(collection: IDataObject): IDataObject {
	const entries = (collection.entries ?? []) as Array<{ key: string; value: IDataObject }>;
	return Object.fromEntries(
		entries.filter(({ key }) => key !== '').map(({ key, value }) => [key, value]),
	);
}

/** @throws UserError when the value is neither an object nor the JSON text of one */
export function jsonObject(value: unknown): IDataObject {
	const parsed =
		typeof value === 'string' ? jsonParse<unknown>(value, { fallbackValue: null }) : value;
	if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
		return parsed as IDataObject;
	}
	throw new UserError('The JSON of this node is not an object', {
		description: 'Write it as {"name": "value"}, with straight double quotes around names.',
	});
}

/** Names given as a comma-separated text, or as a list by an expression. */
export function nameList(value: unknown): string[] {
	const names = Array.isArray(value) ? value : String(value ?? '').split(',');
	return names.map((name) => String(name).trim()).filter((name) => name !== '');
}
