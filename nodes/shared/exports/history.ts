import type { IDataObject } from 'n8n-workflow';
import { listQuery, type ExportApi } from '../apis/exports';
import type { Send } from '../transport/api';
import { path } from '../transport/path';
import { timeOf } from './records';

/** Newest first, as far as the server sorts. */
export const NEWEST_FIRST = { orderField: 'createdDate', descAsc: true } as const;

/** How many of the newest records are looked through. */
const RECENT = 100;

/**
 * The history record of the newest run of a job; none when it has not run yet. Whether it has an id of its own is not
 * documented: it is the one whose parent is the job, else the one with the job's id and title.
 */
export async function latestRun(
	send: Send,
	job: IDataObject,
	api: ExportApi,
): Promise<IDataObject | undefined> {
	const { id, title } = job;
	const response = await send({
		method: 'GET',
		path: '/export/history',
		query: {
			...listQuery({ jobId: String(id) }, api),
			title: api.version.titleFilter && title ? String(title) : undefined,
			...NEWEST_FIRST,
			from: 0,
			size: RECENT,
		},
	});
	const newest = response
		.rows()
		.filter((record) => String(record.parentId) === String(id))
		.sort((a, b) => timeOf(b) - timeOf(a) || Number(b.id) - Number(a.id))[0];
	if (newest) return newest;

	const same = await send({
		method: 'GET',
		path: path`/export/history/${String(id)}`,
		acceptStatuses: [400, 404],
	});
	const record = same.status < 300 ? same.thing() : undefined;
	return record?.title === title ? record : undefined;
}
