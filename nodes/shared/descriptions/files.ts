import { inWorkflows, inTools } from './asTool';
import { defineProperty } from './property';

/** Where a file comes from; `what` is its name in the text below the field. */
export const inputField = (what: string) =>
	defineProperty({
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		takesFiles: true,
		default: 'data',
		description: 'Name of the field of the input item that holds the file, e.g. data',
		hint: `The name of the input binary field containing the ${what} to upload`,
	});

/** Where a file goes to. A model reads it instead. */
export const outputField = defineProperty({
	displayName: 'Put Output File in Field',
	name: 'outputField',
	type: 'string',
	required: true,
	default: 'data',
	description: 'Name of the field of the output item that the file is put in, e.g. data',
	hint: 'The name of the output binary field to put the file in',
	...inWorkflows,
});

/** How much of a file a model reads. */
export const maxCharacters = defineProperty({
	displayName: 'Max Characters',
	name: 'maxCharacters',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 100_000, numberPrecision: 0 },
	default: 10_000,
	description:
		'How many characters of a text file (CSV, JSON) the model is given from its beginning, e.g. 10000. Of other files it is given the link, where Genesys gives one.',
	...inTools,
});

/** What an operation that gives files has: where they are put, and what a model reads of them. */
export const fileFields = [outputField, maxCharacters] as const;
