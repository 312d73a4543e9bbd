import type { IDataObject } from 'n8n-workflow';
import { exportApis } from '../apis/exports';
import { listSearch } from '../descriptions/locator';
import { fileNameOf } from './files';
import { NEWEST_FIRST } from './history';

const paging = { first: 'from', count: 'size' };

const titled = ({ id, title, status }: IDataObject) => ({
	name: [title, status && `(${String(status).toLowerCase()})`, `#${id}`].filter(Boolean).join(' '),
	value: String(id),
});

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
