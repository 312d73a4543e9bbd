import type { IDataObject } from 'n8n-workflow';
import { listQuery, type ExportApi } from '../apis/exports';
import type { Send } from '../transport/api';
import { byFrom, type RowFilter } from '../transport/paginate';
import type { Period } from '../descriptions/periods';

/** Which exports are meant. What is not set lets everything pass. */
export interface ExportFilter {
	jobId?: string;
	source?: string;
	/** As Genesys filters by it. */
	status?: string;
	title?: string;
	type?: string;
}

/**
 * Milliseconds since 1970 of a date that Genesys gave; 0 when it cannot be read. One without an offset is in UTC, as the
 * dates are that are sent, wherever n8n runs.
 */
export function dateOf(value: unknown): number {
	if (typeof value === 'number') return value;
	const date = String(value ?? '').trim();
	const hasOffset = /(Z|GMT|UTC|[+-]\d\d:?\d\d)$/i.test(date);
	return Date.parse(hasOffset ? date : `${date}Z`) || 0;
}

/** Milliseconds since 1970 at which an export was created; 0 when its date cannot be read. */
export const timeOf = (record: IDataObject) => dateOf(record.createdDate ?? record.createdAt);

/** How far a list has been read that was asked for with the newest first. */
export class NewestFirst {
	/** Whether the server sorts as it was asked to, as far as can be seen. */
	sorted = true;

	private last = Infinity;

	/** @param place of the next record in the order; 0 when it has none, which says nothing of the list */
	pass(place: number): void {
		if (place === 0) return;
		if (place > this.last) this.sorted = false;
		this.last = place;
	}

	/** Whether all that is still to come is older. */
	isPast(floor: number): boolean {
		return this.sorted && this.last < floor;
	}
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
	const order = new NewestFirst();
	let pages = 0;
	const request = { method: 'GET', path: '/export/history', query } as const;
	for await (const { rows } of byFrom(send, request, Infinity)) {
		for (const record of rows) {
			order.pass(ORDER[orderField](record));
			records.push(record);
		}
		pages++;
		if (order.isPast(floor) || (order.sorted && pages >= most)) break;
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
	const floor = floorOf(period);
	const order = new NewestFirst();
	return {
		passes: (record) => isWithin(record, period),
		isEnd(record) {
			order.pass(timeOf(record));
			return newestFirst && order.isPast(floor);
		},
	};
}

const floorOf = ({ from }: Period) => (from ? Date.parse(from) : 0);

/** The exports that were created in a period, each once, oldest first. One whose date cannot be read is among them. */
export async function recordsWithin(
	{ send, api }: { send: Send; api: ExportApi },
	filter: ExportFilter,
	period: Period,
): Promise<IDataObject[]> {
	const records = await recordsSince(send, filter, api, 'createdDate', floorOf(period));
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
	// A record that names no job can have the id of its own.
	const job = record.parentId || record.id;
	return (
		(!jobId || String(job) === jobId) &&
		(!source || String(record.source) === source) &&
		contains(record.title, title) &&
		contains(record.type, type)
	);
}
