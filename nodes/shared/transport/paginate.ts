import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { ApiRequest, Send } from './api';

/** Yields the rows of a list page by page, and asks for no more pages than `limit` rows need. */
export type Paginate = (
	send: Send,
	request: ApiRequest,
	limit: number,
) => AsyncGenerator<IDataObject[], void>;

const PAGE_SIZE = 100;

/**
 * Pages by the query parameters `index` (first row, from 0) and `count` (rows wanted).
 *
 * The largest count that the server honours is not documented, so a page that is shorter than asked for is not yet
 * the end. It is the end when it is shorter than a page before it, or than `defaultCount`, the number of rows that
 * the API gives unasked and therefore must be able to give.
 */
export function byIndex(options: {
	rows: (body: never) => unknown;
	defaultCount: number;
}): Paginate {
	return async function* pages(send, request, limit) {
		const refuseRepeated = repetitionGuard();
		let largest = 0;
		for (let index = 0; index < limit;) {
			const count = Math.min(PAGE_SIZE, limit - index);
			const { body } = await send({ ...request, query: { ...request.query, index, count } });
			const rows = options.rows(body as never) ?? [];
			if (!Array.isArray(rows)) throw new UserError('Genesys sent something else than a list');

			refuseRepeated(rows);
			yield rows.slice(0, limit - index) as IDataObject[];

			index += rows.length;
			largest = Math.max(largest, rows.length);
			if (rows.length < Math.max(largest, Math.min(count, options.defaultCount))) return;
		}
	};
}

/** The answer of a list that is paged by `from` and `size`. */
interface Page {
	count?: number;
	items?: unknown;
}

/**
 * Pages by the query parameters `from` (first row, from 0) and `size` (rows wanted); HTTP 204 is an empty list.
 *
 * The largest size that the server honours is not documented: a page that is shorter than asked for is the last one,
 * unless `count` says that more rows follow.
 */
export const byFrom: Paginate = async function* pages(send, request, limit) {
	const refuseRepeated = repetitionGuard();
	for (let from = 0; from < limit;) {
		const size = Math.min(PAGE_SIZE, limit - from);
		const { body } = await send({ ...request, query: { ...request.query, from, size } });
		const { items = [], count = 0 } = (body || {}) as Page;
		if (!Array.isArray(items)) throw new UserError('Genesys sent something else than a list');

		refuseRepeated(items);
		yield items.slice(0, limit - from) as IDataObject[];

		from += items.length;
		if (items.length === 0 || (items.length < size && from >= count)) return;
	}
};

/** A server that does not know the parameters of paging gives the same page for ever. */
function repetitionGuard() {
	let previous = '';
	return (rows: unknown[]) => {
		const fingerprint = JSON.stringify(rows);
		if (rows.length && fingerprint === previous) {
			throw new UserError('Genesys sent the same page twice', {
				description: 'The list cannot be read to its end. Turn Return All off and set a Limit.',
			});
		}
		previous = fingerprint;
	};
}
