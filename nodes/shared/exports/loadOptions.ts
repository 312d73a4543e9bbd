import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { exportApis } from '../apis/exports';
import { editorDefaults } from '../descriptions/common';
import type { Query } from '../transport/api';
import { chosenApi, openClient } from '../transport/client';

/** Data sources of the account. */
export async function getSources(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await read(this, '/data/sources', {}, ({ label, value }) => [label, value]);
}

/** Data types of the source that is chosen. */
export async function getTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const query = { source: current(this, 'source') };
	return await read(this, '/data/types', query, ({ name }) => [name, name]);
}

/** Media, as Genesys calls the sub-types, of the source and data type that are chosen, as far as they are enabled. */
export async function getMedia(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const query = { source: current(this, 'source'), dataType: current(this, 'dataType') };
	return await read(this, '/data/sub-types', query, ({ name, displayName, enabled }) =>
		enabled === false ? undefined : [displayName ?? name, name],
	);
}

/** Statuses that an export of the account can have. */
export async function getStatuses(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await read(this, '/data/job-statuses', {}, ({ label, value }) => [label, value]);
}

async function read(
	context: ILoadOptionsFunctions,
	path: string,
	query: Query,
	choice: (row: IDataObject) => [unknown, unknown] | undefined,
): Promise<INodePropertyOptions[]> {
	const send = await openClient(context, chosenApi(context.getNode(), exportApis), editorDefaults);
	const response = await send({ method: 'GET', path, query });
	return response
		.rows()
		.flatMap((row) => [choice(row) ?? []].filter(({ length }) => length > 0))
		.map(([name, value]) => ({ name: String(name ?? value), value: String(value) }))
		.sort((a, b) => a.name.localeCompare(b.name));
}

/** What is chosen in another field; nothing while that is an expression that has no value yet. */
function current(context: ILoadOptionsFunctions, name: string): string | undefined {
	// In a collection, the field beside is meant.
	const value =
		context.getCurrentNodeParameter(`&${name}`) ?? context.getCurrentNodeParameter(name);
	return typeof value === 'string' && !value.startsWith('=') ? value : undefined;
}
