import type { IDataObject } from 'n8n-workflow';
import { checkExact } from '../transport/json';
import { defineProperty, type ValuesOf } from './property';
import { inWorkflows } from './asTool';

/**
 * The three ways in which n8n lets a user fill an open set of fields: taken from the input item as it is (nothing to
 * write, and no expression to evaluate), one by one, or as JSON. The input item of a tool is what a model gave its other fields: so
 * there is nothing to choose there, and `keyValues` is JSON.
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
		...inWorkflows,
	});

export const inputsToIgnore = defineProperty({
	displayName: 'Inputs to Ignore',
	name: 'inputsToIgnore',
	type: 'string',
	commaSeparated: true,
	displayOptions: { show: { dataMode: ['autoMapInputData'] } },
	default: '',
	placeholder: 'e.g. owner, createdAt',
	description: 'Comma-separated names of the input fields to leave out',
});

/**
 * Names and values one by one: gives an object, in which the last of several equal names wins.
 *
 * @param one what the label of each name and value begins with: of two such fields, n8n's editor tells a model the labels only
 */
export const keyValues = <const Name extends string>(
	name: Name,
	displayName: string,
	one: string,
) =>
	defineProperty({
		displayName,
		name,
		type: 'fixedCollection',
		pairs: true,
		typeOptions: { multipleValues: true },
		displayOptions: { show: { dataMode: ['defineBelow'] } },
		placeholder: 'Add field',
		default: {},
		description: 'Names and values, one by one',
		options: [
			{
				displayName: 'Fields',
				name: 'entries',
				values: [
					{
						displayName: `${one} Name`,
						name: 'key',
						type: 'string',
						default: '',
						placeholder: 'e.g. CaseNumber',
						description: 'Name of the field as Genesys keeps it',
					},
					{
						displayName: `${one} Value`,
						name: 'value',
						type: 'string',
						default: '',
						anyType: true,
						description: 'Value of the field, e.g. 4711; an expression can give one of any type',
					},
				],
			},
		],
	});

/** One JSON object. */
export const fieldsJson = (what: string, example: string) =>
	defineProperty({
		displayName: `${what} (JSON)`,
		name: 'dataJson',
		type: 'json',
		shape: 'object',
		displayOptions: { show: { dataMode: ['json'] } },
		default: example,
		description: 'One JSON object with the fields, e.g. {"CaseNumber": "4711"}',
	});

/** The properties for one open set of fields called `what`, to be read by `fieldsOf`. */
export const fieldProperties = (what: string) =>
	[
		fieldsMode(what),
		inputsToIgnore,
		keyValues('data', what, what.replace(/s$/, '')),
		fieldsJson(what, '{}'),
	] as const;

/** The fields that a user set by `fieldProperties`. */
export function fieldsOf(
	values: ValuesOf<ReturnType<typeof fieldProperties>>,
	{ json }: { json: IDataObject },
): IDataObject {
	const { dataMode, inputsToIgnore: ignored, data, dataJson } = values;
	if (dataMode === 'autoMapInputData') return inputFields(json, ignored);
	return dataMode === 'json' ? dataJson : data;
}

/** The input item without the ignored fields. @throws UserError when a number among the others cannot be sent as it was meant */
export function inputFields(json: IDataObject, ignored: readonly string[]): IDataObject {
	const fields = Object.entries(json).filter(([name]) => !ignored.includes(name));
	for (const [name, value] of fields) checkExact(value, `the field "${name}" of the input`);
	return Object.fromEntries(fields);
}
