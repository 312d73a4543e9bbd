import { defineProperty } from './property';

/** Where a file comes from; `what` is its name in the text below the field. */
export const inputField = (what: string) =>
	defineProperty({
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		description: 'Name of the field of the input item that holds the file, e.g. data',
		hint: `The name of the input binary field containing the ${what} to upload`,
	});

/** Where a file goes to. */
export const outputField = defineProperty({
	displayName: 'Put Output File in Field',
	name: 'outputField',
	type: 'string',
	required: true,
	default: 'data',
	description: 'Name of the field of the output item that the file is put in, e.g. data',
	hint: 'The name of the output binary field to put the file in',
});
