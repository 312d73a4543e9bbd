import type { IDataObject } from 'n8n-workflow';
import { exportApis } from '../apis/exports';
import { firstOf } from '../descriptions/choices';
import { fromFirst, listSearch } from '../descriptions/locator';
import { NEWEST_FIRST } from './history';
import { timeOf } from './records';
import { fileNameOf } from './whose';

/** Milliseconds since 1970 of the last date that can be written. */
const LAST_DATE = 8.64e15;

const paging = fromFirst('from', 'size');

/** With its date, since the runs of a job share their title. */
function titled(row: IDataObject) {
	const value = firstOf(row, 'id');
	const [title, status] = [firstOf(row, 'title'), firstOf(row, 'status').toLowerCase()];
	const time = timeOf(row);
	// A number that is no date has none to show.
	const date = time > 0 && time < LAST_DATE && new Date(time).toISOString().slice(0, 16);
	const when = date && `${date.replace('T', ' ')} UTC`;
	const name = [title, when, status && `(${status})`, `#${value}`].filter(Boolean).join(' ');
	return { name, value };
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
