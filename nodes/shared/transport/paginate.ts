import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { ApiRequest, Send } from './api';
import type { ApiResponse } from './response';

/** A part of a list, and the answer that it came in. */
export interface Page {
	rows: IDataObject[];
	response: ApiResponse;
}

/** Yields the rows of a list page by page, and asks for no more pages than `limit` rows need. */
export type Paginate = (
	send: Send,
	request: ApiRequest,
	limit: number,
) => AsyncGenerator<Page, void>;

/** What an API has no filter for. */
export interface RowFilter {
	passes: (row: IDataObject) => boolean;
	/** Told each row in the order of the list: whether none after it can pass. Asked at the end of a page. */
	isEnd: (row: IDataObject) => boolean;
}

/** The rows of a list that a filter lets pass, `limit` of them at most, of no more pages than that takes. */
export async function* filtered(
	pages: AsyncIterable<Page>,
	{ passes, isEnd }: RowFilter,
	limit: number,
): AsyncGenerator<Page, void> {
	let left = limit;
	for await (const { rows, response } of pages) {
		const passed = rows.filter(passes).slice(0, left);
		left -= passed.length;
		yield { rows: passed, response };
		// Only a whole page shows in which order the rows are.
		if (rows.map(isEnd).at(-1) || left <= 0) return;
	}
}

const PAGE_SIZE = 100;

/** What one list may have: who wants more of it asks for it in parts. */
export const MOST_ROWS = 1_000_000;
export const MOST_PAGES = 10_000;

/**
 * Pages by the query parameters `index` (first row, from 0) and `count` (rows wanted).
 *
 * The largest count that the server honours is not documented, so a page that is shorter than asked for is not yet
 * the end. It is the end when it is shorter than a page before it, or than `defaultCount`, the number of rows that
 * the API gives unasked and therefore must be able to give.
 */
export function byIndex(defaultCount: number): Paginate {
	return async function* pages(send, request, limit) {
		const check = pageGuard();
		let largest = 0;
		for (let index = 0; index < limit;) {
			const count = Math.min(PAGE_SIZE, limit - index);
			const response = await send({ ...request, query: { ...request.query, index, count } });
			const rows = response.rows();
			check(rows);
			yield { rows: rows.slice(0, limit - index), response };

			index += rows.length;
			largest = Math.max(largest, rows.length);
			if (rows.length < Math.max(largest, Math.min(count, defaultCount))) return;
		}
	};
}

/**
 * Pages by the query parameters `from` (first row, from 0) and `size` (rows wanted).
 *
 * The largest size that the server honours is not documented: a page that is shorter than asked for is the last one,
 * unless `count` in the answer says that more rows follow.
 */
export const byFrom: Paginate = async function* pages(send, request, limit) {
	const check = pageGuard();
	for (let from = 0; from < limit;) {
		const size = Math.min(PAGE_SIZE, limit - from);
		const response = await send({ ...request, query: { ...request.query, from, size } });
		const { count = 0 } = (response.body || {}) as { count?: number };
		const rows = response.rows();
		check(rows);
		yield { rows: rows.slice(0, limit - from), response };

		from += rows.length;
		if (rows.length === 0 || (rows.length < size && from >= count)) return;
	}
};

/**
 * Pages by the query parameters `pageNumber` (from 1) and `pageSize`. The largest size differs from list to list, and 100 is
 * in all of them. Which page is the last one says `pageCount` in the answer, or `total`; where both are missing, it is one
 * that is shorter than asked for.
 */
export const byPageNumber: Paginate = async function* pages(send, request, limit) {
	const check = pageGuard();
	// One size for all pages: another one would begin the next page elsewhere.
	const pageSize = Math.min(PAGE_SIZE, limit);
	for (let pageNumber = 1, count = 0; count < limit; pageNumber++) {
		const query = { ...request.query, pageNumber, pageSize };
		const response = await send({ ...request, query });
		const rows = response.rows();
		check(rows);
		yield { rows: rows.slice(0, limit - count), response };

		count += rows.length;
		const { pageCount, total } = (response.body || {}) as Record<string, unknown>;
		const isLast =
			typeof pageCount === 'number'
				? pageNumber >= pageCount
				: count >= (typeof total === 'number' ? total : rows.length < pageSize ? count : Infinity);
		if (rows.length === 0 || isLast) return;
	}
};

/**
 * Is told each page of a list, by its rows or their ids, and throws when the list has no end: at a page that came before, since
 * a server that does not know the parameters of paging gives the same ones for ever, and at more than anybody can want.
 */
export function pageGuard() {
	const seen = new Set<string>();
	let count = 0;
	return (rows: readonly unknown[]): void => {
		const fingerprint = createHash('sha256').update(JSON.stringify(rows)).digest('base64');
		if (rows.length && seen.has(fingerprint)) throw endless('Genesys sent the same page twice');
		seen.add(fingerprint);
		count += rows.length;
		if (count > MOST_ROWS || seen.size > MOST_PAGES)
			throw endless(`Genesys sent more than ${MOST_PAGES} pages, or ${MOST_ROWS} rows`);
	};
}

const endless = (message: string) =>
	new UserError(message, {
		description: 'The list cannot be read to its end. Ask for fewer by Limit, with Return All off.',
	});
