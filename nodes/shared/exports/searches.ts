import type { IDataObject } from 'n8n-workflow';
import { exportApis } from '../apis/exports';
import { firstOf } from '../descriptions/choices';
import { listSearch } from '../descriptions/locator';
import { fileNameOf } from './files';
import { NEWEST_FIRST } from './history';

const paging = { first: 'from', count: 'size' };

function titled(row: IDataObject) {
	const value = firstOf(row, 'id');
	const [title, status] = [firstOf(row, 'title'), firstOf(row, 'status').toLowerCase()];
	return { name: [title, status && `(${status})`, `#${value}`].filter(Boolean).join(' '), value };
}

/** Export jobs, by a part of their title. */
export const searchJobs = listSearch(exportApis, {
	path: '/export/jobs',
	query: (title) => ({ title, ...NEWEST_FIRST }),
	paging,
	choice: titled,
});

/** History records, by a part of their title. */
export const searchHistory = listSearch(exportApis, {
	path: '/export/history',
	query: (title) => ({ title, ...NEWEST_FIRST }),
	paging,
	choice: titled,
});

/** Files, by a part of their name. */
export const searchFiles = listSearch(exportApis, {
	path: '/file-metadatas',
	query: (name) => ({ name }),
	paging,
	choice: (file) => ({ name: fileNameOf(file), value: fileNameOf(file) }),
});
