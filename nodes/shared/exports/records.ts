import type { IDataObject } from 'n8n-workflow';
import { listQuery, type ExportApi } from '../apis/exports';
import type { Send } from '../transport/api';
import { byFrom, type RowFilter } from '../transport/paginate';
import type { Period } from './periods';

/** Which exports are meant. What is not set lets everything pass. */
export interface ExportFilter {
	jobId?: string;
	source?: string;
	/** As Genesys filters by it. */
	status?: string;
	title?: string;
	type?: string;
}

/** Milliseconds since 1970 at which an export was created; 0 when its date cannot be read. */
export function timeOf(record: IDataObject): number {
	const date = record.createdDate ?? record.createdAt;
	const time = typeof date === 'number' ? date : Date.parse(String(date ?? ''));
	return Number.isNaN(time) ? 0 : time;
}

/** The order in which exports came into being, as a number: of time, and of id. */
const ORDER = { createdDate: timeOf, id: (record: IDataObject) => Number(record.id) || 0 };

/**
 * History records page by page, the newest first, back to those that are older than `floor`. A server that does not sort
 * as it is asked to is read to the end.
 *
 * @param orderField what newest means
 * @param floor in the order of that field
 * @param most pages that are enough, if they are sorted
 */
export async function recordsSince(
	send: Send,
	filter: ExportFilter,
	api: ExportApi,
	orderField: keyof typeof ORDER,
	floor: number,
	most = Infinity,
): Promise<IDataObject[]> {
	const query = { ...listQuery({ ...filter }, api), orderField, descAsc: true };
	const records: IDataObject[] = [];
	let sorted = true;
	let last = Infinity;
	let pages = 0;
	const request = { method: 'GET', path: '/export/history', query } as const;
	for await (const { rows } of byFrom(send, request, Infinity)) {
		for (const record of rows) {
			const place = ORDER[orderField](record);
			if (place > last) sorted = false;
			last = place;
			records.push(record);
		}
		pages++;
		if (sorted && (last < floor || pages >= most)) break;
	}
	return records;
}

/** Whether an export was created in a period; one whose date cannot be read counts as well. */
function isWithin(record: IDataObject, { from, to }: Period): boolean {
	const time = timeOf(record);
	if (time === 0) return true;
	return (!from || time >= Date.parse(from)) && (!to || time < Date.parse(to));
}

/**
 * Lets those exports of a list pass that were created in a period.
 *
 * @param newestFirst the list was asked for in this order: it need not be read further than the period, as long as it is
 */
export function within(period: Period, newestFirst: boolean): RowFilter {
	const floor = period.from ? Date.parse(period.from) : 0;
	let sorted = newestFirst;
	let last = Infinity;
	return {
		passes: (record) => isWithin(record, period),
		isEnd(record) {
			const time = timeOf(record);
			if (time > last || time === 0) sorted = false;
			last = time;
			return sorted && time < floor;
		},
	};
}

/** The exports that were created in a period, each once, oldest first. One whose date cannot be read is among them. */
export async function recordsWithin(
	{ send, api }: { send: Send; api: ExportApi },
	filter: ExportFilter,
	period: Period,
): Promise<IDataObject[]> {
	const floor = period.from ? Date.parse(period.from) : 0;
	const records = await recordsSince(send, filter, api, 'createdDate', floor);
	const meant = records.filter((record) => isMeant(record, filter) && isWithin(record, period));
	// What is created while pages are read moves the others to the next page.
	const unique = new Map(meant.map((record) => [record.id ?? record, record]));
	return [...unique.values()].sort((a, b) => timeOf(a) - timeOf(b) || Number(a.id) - Number(b.id));
}

/** The older APIs do not know all filters, and the newer one finds parts of words. */
export function isMeant(
	record: IDataObject,
	{ jobId, source, title, type }: ExportFilter,
): boolean {
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
