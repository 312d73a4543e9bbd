import type { IDataObject } from 'n8n-workflow';
import type { Send } from '../transport/api';
import { byFrom } from '../transport/paginate';
import { NEWEST_FIRST } from './history';
import { listQuery } from './versions';

/** Which exports are meant. What is not set lets everything pass. */
export interface ExportFilter {
	jobId?: string;
	source?: string;
	title?: string;
	type?: string;
}

/** Milliseconds since 1970 at which an export was created; 0 when its date cannot be read. */
export function timeOf(record: IDataObject): number {
	const date = record.createdDate ?? record.createdAt;
	const time = typeof date === 'number' ? date : Date.parse(String(date ?? ''));
	return Number.isNaN(time) ? 0 : time;
}

/**
 * Newest history records page by page, back to those created before `floor`. A server that does not sort as it is
 * asked to is read to the end.
 *
 * @param floor milliseconds since 1970
 * @param most pages that are enough, if they are sorted
 */
export async function recordsSince(
	send: Send,
	filter: ExportFilter,
	api: string | undefined,
	floor: number,
	most = Infinity,
): Promise<IDataObject[]> {
	const query = { ...listQuery({ ...filter }, api), ...NEWEST_FIRST };
	const records: IDataObject[] = [];
	let sorted = true;
	let last = Infinity;
	let pages = 0;
	for await (const page of byFrom(
		send,
		{ method: 'GET', path: '/export/history', query },
		Infinity,
	)) {
		for (const record of page) {
			const time = timeOf(record);
			if (time > last) sorted = false;
			last = time;
			if (isMeant(record, filter)) records.push(record);
		}
		pages++;
		if (sorted && (last < floor || pages >= most)) break;
	}
	return records;
}

/** The older APIs do not know all filters, and the newer one finds parts of words. */
function isMeant(record: IDataObject, { jobId, source, title, type }: ExportFilter): boolean {
	const contains = (value: unknown, part?: string) =>
		!part ||
		String(value ?? '')
			.toLowerCase()
			.includes(part.toLowerCase());
	return (
		(!jobId || [record.parentId, record.id].map(String).includes(jobId)) &&
		(!source || String(record.source) === source) &&
		contains(record.title, title) &&
		contains(record.type, type)
	);
}
