import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { exportApis } from '../apis/exports';
import { choicesOf, firstOf, type Choice } from '../descriptions/choices';
import { editorDefaults } from '../descriptions/common';
import type { Query, Send } from '../transport/api';
import { chosenApi } from '../transport/chosen';
import { openClient } from '../transport/client';

/** Data sources of the account. */
export async function getSources(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await read(this, '/data/sources');
}

/** Data types of the source that is chosen. */
export async function getTypes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const query = { source: current(this, 'source') };
	return await read(this, '/data/types', query);
}

/** Media, as Genesys calls the sub-types, of the source and data type that are chosen, as far as they are enabled. */
export async function getMedia(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const query = { source: current(this, 'source'), dataType: current(this, 'dataType') };
	return await read(this, '/data/sub-types', query);
}

/** Statuses that an export of the account can have. */
export async function getStatuses(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await read(this, '/data/job-statuses');
}

async function read(
	context: ILoadOptionsFunctions,
	path: string,
	query: Query = {},
): Promise<INodePropertyOptions[]> {
	const send = await openClient(context, chosenApi(context.getNode(), exportApis), editorDefaults);
	return await choicesAt(send, path, query);
}

/** What a list of the account offers, in the order of the names. */
export async function choicesAt(send: Send, path: string, query: Query): Promise<Choice[]> {
	// For V10 the documents show no list but one thing, with nothing in it.
	const rows = (await send({ method: 'GET', path, query })).undocumentedRows();
	const enabled = rows.filter((row) => row.enabled !== false);
	return choicesOf(enabled, choice).sort((a, b) => a.name.localeCompare(b.name));
}

/** Sources and statuses have a label and a value, types and sub-types a name and perhaps one to display. V10 describes none of them. */
function choice(row: IDataObject) {
	const value = firstOf(row, 'value', 'name', 'id');
	return { name: firstOf(row, 'label', 'displayName', 'name') || value, value };
}

/** What is chosen in another field; nothing while that is an expression that has no value yet. */
function current(context: ILoadOptionsFunctions, name: string): string | undefined {
	// In a collection, the field beside is meant.
	const value =
		context.getCurrentNodeParameter(`&${name}`) ?? context.getCurrentNodeParameter(name);
	return typeof value === 'string' && !value.startsWith('=') ? value : undefined;
}
