import type { IDataObject } from 'n8n-workflow';
import { listQuery, type ExportApi } from '../apis/exports';
import { firstOf } from '../descriptions/choices';
import type { Send } from '../transport/api';
import { byFrom } from '../transport/paginate';
import { path } from '../transport/path';
import { byAge, dateOf, idOf, NewestFirst, timeOf } from './records';
import { outcomeOf, type StatusMeaning } from './status';

/** Newest first, as far as the server sorts. */
export const NEWEST_FIRST = { orderField: 'createdDate', descAsc: true } as const;

/** How many of the newest records are looked through. */
const RECENT = 100;

/**
 * The history record of the newest run of a job; none when it has not run yet. Whether it has an id of its own is not
 * documented: it is the one whose parent is the job, else the one with the job's id and title that names no other parent.
 *
 * @param job its `id` and, as far as it is known, its `title`
 * @throws UserError when the newest run has no ID
 */
export async function latestRun(
	send: Send,
	job: IDataObject,
	api: ExportApi,
): Promise<IDataObject | undefined> {
	const [id, title] = [firstOf(job, 'id'), firstOf(job, 'title')];
	const response = await send({
		method: 'GET',
		path: '/export/history',
		query: {
			...listQuery({ jobId: id }, api),
			title: api.version.titleFilter && title ? title : undefined,
			...NEWEST_FIRST,
			from: 0,
			size: RECENT,
		},
	});
	const newest = response
		.rows()
		.filter((record) => firstOf(record, 'parentId') === id)
		.sort(byAge)
		.at(-1);
	if (newest) {
		idOf(newest);
		return newest;
	}

	const same = await send({
		method: 'GET',
		path: path`/export/history/${id}`,
		acceptStatuses: [400, 404],
	});
	const record = same.status < 300 ? same.thing() : {};
	// Another job's run can have this id by chance.
	const isOwn = title !== '' && firstOf(record, 'title') === title && firstOf(record, 'id') === id;
	return isOwn && (!record.parentId || firstOf(record, 'parentId') === id) ? record : undefined;
}

/**
 * How far the exports with a title have got, in ISO 8601: the latest end of the period of a finished one. An export that
 * failed, or is not finished, does not count: the next one makes up for it. An end after the export was created was not
 * reached, and an export without one reached that moment.
 *
 * @returns undefined when no export with the title is finished
 */
export async function exportedUntil(
	send: Send,
	title: string,
	api: ExportApi,
	meaning?: StatusMeaning,
): Promise<string | undefined> {
	const query = { ...listQuery({ title }, api), ...NEWEST_FIRST };
	const request = { method: 'GET', path: '/export/history', query } as const;
	let reached = 0;
	const order = new NewestFirst();
	for await (const { rows } of byFrom(send, request, Infinity)) {
		for (const record of rows) {
			const created = timeOf(record);
			order.pass(created);
			if (record.title !== title || outcomeOf(record, meaning) !== 'done') continue;
			const end = dateOf(record.dateTo) || created;
			reached = Math.max(reached, Math.min(end, created || end));
		}
		// What is older has got no further.
		if (order.isPast(reached)) break;
	}
	return reached > 0 ? new Date(reached).toISOString() : undefined;
}
