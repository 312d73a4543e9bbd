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
		let largest = 0;
		let previous = '';
		for (let index = 0; index < limit;) {
			const count = Math.min(PAGE_SIZE, limit - index);
			const { body } = await send({ ...request, query: { ...request.query, index, count } });
			const rows = options.rows(body as never) ?? [];
			if (!Array.isArray(rows)) throw new UserError('Genesys sent something else than a list');

			const fingerprint = JSON.stringify(rows);
			if (rows.length && fingerprint === previous) {
				throw new UserError('Genesys sent the same page twice', {
					description: 'The list cannot be read to its end. Turn Return All off and set a Limit.',
				});
			}
			previous = fingerprint;
			yield rows.slice(0, limit - index) as IDataObject[];

			index += rows.length;
			largest = Math.max(largest, rows.length);
			if (rows.length < Math.max(largest, Math.min(count, options.defaultCount))) return;
		}
	};
}
