import { join } from 'node:path';
import { filesBelow, readJson } from '../../guards/helpers/folders';

const FOLDER = join(__dirname, '../operations');

export interface Parameter {
	name: string;
	type?: string;
	required?: boolean;
	enum?: string[];
	pattern?: string;
}

/** One documented operation, as far as the tests look at it. */
export interface ApiOperation {
	id: string;
	/** Of a typed form of an operation, the id of that operation. */
	variantOf?: string;
	kind: string;
	method: string | null;
	/** With the base path, and `{name}` for what is filled in. */
	path: string | null;
	pathParams: Parameter[];
	query: Parameter[];
	headers: Parameter[];
	/** With `array`, a list of messages that each have the fields. */
	body: {
		contentType: string;
		required: boolean;
		fields: Parameter[];
		array?: boolean;
	} | null;
}

/** The operations of an API, which are in a file that has its name. */
export interface System {
	id: string;
	operations: ApiOperation[];
}

export const systems: System[] = filesBelow(FOLDER).map((file) => ({
	id: file.replace(/\.json$/, ''),
	operations: readJson<ApiOperation[]>(join(FOLDER, file)),
}));

export const operations = systems.flatMap((system) => system.operations);

export const operationsOf = (...ids: string[]) =>
	systems.filter(({ id }) => ids.includes(id)).flatMap((system) => system.operations);

/** @throws when there is no such operation, or more than one */
export function operation(id: string): ApiOperation {
	const found = operations.filter((candidate) => candidate.id === id);
	if (found.length !== 1) throw new Error(`${found.length} operations have the id ${id}`);
	return found[0];
}

/** The documented values of a query parameter or body field. */
export function enumOf(id: string, name: string): string[] {
	const { query, body } = operation(id);
	const parameter = [...query, ...(body?.fields ?? [])].find((field) => field.name === name);
	if (!parameter?.enum) throw new Error(`${id} has no values for ${name}`);
	return parameter.enum;
}
