import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { listQuery, type ExportApi } from '../apis/exports';
import { fieldNames, firstOf } from '../descriptions/choices';
import type { Period } from '../descriptions/periods';
import type { Send } from '../transport/api';
import { byFrom, type RowFilter } from '../transport/paginate';
import { path } from '../transport/path';

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

/**
 * The ID of a record, as text.
 *
 * @throws UserError when it has none: "undefined" would be that of all such records
 */
export function idOf(record: IDataObject): string {
	const id = firstOf(record, 'id');
	if (id !== '') return id;
	throw new UserError('Genesys sent a history record without an ID', {
		description: `Its fields are: ${fieldNames(record)}.`,
	});
}

/** The ID of a record as a number of any size; 0 when it is none, or no reasonable one. */
export function numberOf(record: IDataObject): bigint {
	const id = firstOf(record, 'id');
	return /^\d{1,40}$/.test(id) ? BigInt(id) : 0n;
}

const compare = <T extends bigint | string>(a: T, b: T) => (a < b ? -1 : Number(a > b));

/** Sorts records by their age, oldest first; one whose date cannot be read is taken for the oldest. */
export const byAge = (a: IDataObject, b: IDataObject): number =>
	timeOf(a) - timeOf(b) ||
	compare(numberOf(a), numberOf(b)) ||
	compare(firstOf(a, 'id'), firstOf(b, 'id'));

/** How far a list has been read that was asked for with the newest first. */
export class NewestFirst {
	/** Whether the server sorts as it was asked to, as far as can be seen. */
	sorted = true;

	/** Whether each record so far had a place in the order. */
	complete = true;

	/** The place of the first record that had one. */
	first: number | bigint | undefined;

	private last: number | bigint = Infinity;

	/** @param place of the next record in the order; 0 when it has none, which says nothing of the list */
	pass(place: number | bigint): void {
		if (!place) {
			this.complete = false;
			return;
		}
		if (place > this.last) this.sorted = false;
		this.first ??= place;
		this.last = place;
	}

	/** Whether all that is still to come is older. */
	isPast(floor: number | bigint): boolean {
		return this.sorted && this.last < floor;
	}
}

/** The order in which exports came into being: of time, and of ID. */
const ORDER = { createdDate: timeOf, id: numberOf };

/** What newest means. */
export type RecordOrder = keyof typeof ORDER;

/**
 * History records page by page, the newest first as far as the server sorts.
 *
 * @param isEnough asked after each page, with how far the list is read by then, and how many records that is
 * @returns the records, and whether the list was read to its end
 */
export async function newestRecords(
	{ send, api }: { send: Send; api: ExportApi },
	filter: ExportFilter,
	orderField: RecordOrder,
	isEnough: (order: NewestFirst, count: number) => boolean,
): Promise<{ records: IDataObject[]; whole: boolean }> {
	const query = { ...listQuery({ ...filter }, api), orderField, descAsc: true };
	const records: IDataObject[] = [];
	const order = new NewestFirst();
	const request = { method: 'GET', path: '/export/history', query } as const;
	for await (const { rows } of byFrom(send, request, Infinity)) {
		for (const record of rows) {
			order.pass(ORDER[orderField](record));
			records.push(record);
		}
		if (isEnough(order, records.length)) return { records, whole: false };
	}
	return { records, whole: true };
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
	source: { send: Send; api: ExportApi },
	filter: ExportFilter,
	period: Period,
): Promise<IDataObject[]> {
	const floor = floorOf(period);
	const { records } = await newestRecords(source, filter, 'createdDate', (order) =>
		order.isPast(floor),
	);
	// What is created while pages are read moves the others to the next page.
	const found = unique(records.filter((record) => isWithin(record, period)));
	return (await onlyMeant(source.send, found, filter)).sort(byAge);
}

/** Each record once, as it came last. */
export const unique = (records: readonly IDataObject[]): IDataObject[] => [
	...new Map(records.map((record) => [firstOf(record, 'id') || record, record])).values(),
];

/**
 * Those records that a filter means: the older APIs do not know all filters, and the newer one finds parts of words.
 *
 * Whether a run can have the ID of its job, and name none, is not documented. Another job's run can have that ID by
 * chance, so that it counts as one of the job only if it has the job's title, too: the job is asked for then.
 */
export async function onlyMeant(
	send: Send,
	records: readonly IDataObject[],
	filter: ExportFilter,
): Promise<IDataObject[]> {
	const { jobId } = filter;
	const alike = records.filter((record) => isAlike(record, filter));
	if (!jobId) return alike;
	const namesJob = ({ parentId }: IDataObject) => Boolean(parentId);
	const isNamesake = (record: IDataObject) => !namesJob(record) && firstOf(record, 'id') === jobId;
	const title = alike.some(isNamesake) ? await titleOf(send, jobId) : '';
	return alike.filter((record) =>
		isNamesake(record)
			? title !== '' && firstOf(record, 'title') === title
			: namesJob(record) && String(record.parentId) === jobId,
	);
}

/** The title of a job; `''` when there is no such job, or it has none. */
async function titleOf(send: Send, jobId: string): Promise<string> {
	const response = await send({
		method: 'GET',
		path: path`/export/jobs/${jobId}`,
		acceptStatuses: [400, 404],
	});
	return response.status < 300 ? firstOf(response.thing(), 'title') : '';
}

/** Whether a record is what a filter says besides the job. */
function isAlike(record: IDataObject, { source, title, type }: ExportFilter): boolean {
	const contains = (value: unknown, part?: string) =>
		!part ||
		String(value ?? '')
			.toLowerCase()
			.includes(part.toLowerCase());
	return (
		(!source || String(record.source) === source) &&
		contains(record.title, title) &&
		contains(record.type, type)
	);
}
