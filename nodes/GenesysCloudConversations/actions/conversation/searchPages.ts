import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { isObject } from '../../../shared/transport/body';
import { pageGuard, type Paginate } from '../../../shared/transport/paginate';
import type { ApiResponse } from '../../../shared/transport/response';

/** The longest interval of one query, and the most rows of one page. */
const LONGEST_MS = 31 * 24 * 3_600_000;
const PAGE_SIZE = 100;

/** So many intervals are some ten years, which is far longer than Genesys keeps conversations. */
const MOST_PARTS = 120;

/**
 * Pages of `POST …/details/query`, whose paging is in the body. An interval that is longer than Genesys takes is asked for in
 * parts; a conversation that reaches into two of them is given once.
 */
export const byPeriodAndPage: Paginate = async function* pages(send, request, limit) {
	const { interval, ...body } = request.body as IDataObject;
	const seen = new Set<string>();
	const pageSize = Math.min(PAGE_SIZE, limit);
	let left = limit;
	for (const part of partsOf(String(interval), body.order === 'desc')) {
		const check = pageGuard();
		for (let pageNumber = 1; left > 0; pageNumber++) {
			const paging = { pageSize, pageNumber };
			const response = await send({ ...request, body: { ...body, interval: part, paging } });
			const { rows, total } = read(response);
			const ids = rows.map(({ conversationId }) => String(conversationId));
			check(ids);
			const fresh = rows.filter((_row, index) => !seen.has(ids[index])).slice(0, left);
			for (const id of ids) seen.add(id);
			left -= fresh.length;
			yield { rows: fresh, response };
			if (rows.length === 0 || pageNumber * pageSize >= total) break;
			if (total === Infinity && rows.length < pageSize) break;
		}
	}
};

/** Genesys leaves the list out where it has found nothing, and may say nothing else either. */
function read(response: ApiResponse): { rows: IDataObject[]; total: number } {
	const thing = response.thing();
	const { totalHits } = thing;
	const isNone = totalHits === 0 || Object.keys(thing).length === 0;
	const { conversations = isNone ? [] : undefined } = thing;
	if (!Array.isArray(conversations) || !conversations.every(isObject)) {
		throw new UserError('Genesys sent something else in place of a list of conversations', {
			description: 'Check the Body Fields (JSON), if there are any, and try it again.',
		});
	}
	return { rows: conversations, total: typeof totalHits === 'number' ? totalHits : Infinity };
}

/** @throws UserError when there would be no end of them */
function partsOf(interval: string, newestFirst: boolean): string[] {
	const [from, to] = interval.split('/').map((end) => Date.parse(end));
	// What was written as JSON goes to Genesys as it is.
	if (!(to - from > LONGEST_MS)) return [interval];
	if (to - from > MOST_PARTS * LONGEST_MS) {
		throw new UserError('The period is longer than ten years', {
			description:
				'Genesys takes a month at a time. Choose a From Date and a To Date that are closer together.',
		});
	}
	const parts: string[] = [];
	for (let start = from; start < to; start += LONGEST_MS) {
		const ends = [start, Math.min(start + LONGEST_MS, to)];
		parts.push(ends.map((end) => new Date(end).toISOString()).join('/'));
	}
	return newestFirst ? parts.reverse() : parts;
}
