import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { editorDefaults } from '../descriptions/common';
import { fileNameOf } from './files';
import { NEWEST_FIRST } from './history';
import { chosenApi, openClient } from '../transport/client';
import { exportApis } from '../transport/engage';

const PAGE_SIZE = 50;

type Choice = { name: string; value: string };

/** Export jobs, by a part of their title. */
export async function searchJobs(
	this: ILoadOptionsFunctions,
	title = '',
	page = '0',
): Promise<INodeListSearchResult> {
	return await search(this, '/export/jobs', { title, ...NEWEST_FIRST }, page, titled);
}

/** History records, by a part of their title. */
export async function searchHistory(
	this: ILoadOptionsFunctions,
	title = '',
	page = '0',
): Promise<INodeListSearchResult> {
	return await search(this, '/export/history', { title, ...NEWEST_FIRST }, page, titled);
}

/** Files, by a part of their name. */
export async function searchFiles(
	this: ILoadOptionsFunctions,
	name = '',
	page = '0',
): Promise<INodeListSearchResult> {
	return await search(this, '/file-metadatas', { name }, page, (file) => {
		const fileName = fileNameOf(file);
		return { name: fileName, value: fileName };
	});
}

const titled = ({ id, title, status }: IDataObject): Choice => ({
	name: [title, status && `(${String(status).toLowerCase()})`, `#${id}`].filter(Boolean).join(' '),
	value: String(id),
});

/** The page token is the index of the next row. */
async function search(
	context: ILoadOptionsFunctions,
	path: string,
	query: Record<string, string | boolean>,
	page: string,
	choice: (row: IDataObject) => Choice,
): Promise<INodeListSearchResult> {
	const send = await openClient(context, chosenApi(context.getNode(), exportApis), editorDefaults);
	const { body } = await send({
		method: 'GET',
		path,
		query: { ...query, from: page, size: PAGE_SIZE },
	});
	const rows = ((body || {}) as { items?: IDataObject[] }).items ?? [];
	return {
		results: rows.map(choice),
		...(rows.length === PAGE_SIZE ? { paginationToken: String(Number(page) + rows.length) } : {}),
	};
}
