import type { IDataObject } from 'n8n-workflow';
import type { Send } from '../transport/api';
import { path } from '../transport/path';
import { timeOf } from './search';
import { listQuery } from './versions';

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
	api: string | undefined,
): Promise<IDataObject | undefined> {
	const { id, title } = job;
	const { body } = await send({
		method: 'GET',
		path: '/export/history',
		query: {
			...listQuery({ jobId: String(id) }, api),
			...(api === 'udm10' ? {} : { title: String(title) }),
			...NEWEST_FIRST,
			from: 0,
			size: RECENT,
		},
	});
	const records = ((body || {}) as { items?: IDataObject[] }).items ?? [];
	const newest = records
		.filter((record) => String(record.parentId) === String(id))
		.sort((a, b) => timeOf(b) - timeOf(a) || Number(b.id) - Number(a.id))[0];
	if (newest) return newest;

	const { status, body: same } = await send({
		method: 'GET',
		path: path`/export/history/${String(id)}`,
		accept: [400, 404],
	});
	const record = same as IDataObject;
	return status < 300 && record.title === title ? record : undefined;
}
