import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { isObject } from '../transport/body';

/** Reads a field of the node that is being edited; `''` also for an expression that has no value there yet. */
export type ReadField = (name: string) => string;

/** What is in the fields of the node in the editor. */
export const enteredIn =
	(context: ILoadOptionsFunctions): ReadField =>
	(name) => {
		const field: unknown = context.getCurrentNodeParameter(name);
		const value: unknown = isObject(field) ? field.value : field;
		const plain = typeof value === 'string' ? value.trim() : '';
		return plain.startsWith('=') ? '' : plain;
	};
