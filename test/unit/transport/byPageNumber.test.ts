import { cloud } from '../../../nodes/shared/apis/cloud';
import type { ApiRequest, Send } from '../../../nodes/shared/transport/api';
import { byPageNumber } from '../../../nodes/shared/transport/paginate';
import { ApiResponse } from '../../../nodes/shared/transport/response';

const answer = (body: unknown) => new ApiResponse(200, {}, body, cloud.envelope);
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

type Says = 'pageCount' | 'total' | 'nothing' | 'null';

/** A list of so many rows. @param says what the answer tells of its end @param cap the most rows of a page */
function server(total: number, says: Says, cap = Infinity) {
	const asked: unknown[][] = [];
	return {
		asked,
		send: async ({ query = {} }: ApiRequest) => {
			asked.push([query.pageNumber, query.pageSize]);
			const size = Math.min(Number(query.pageSize), cap);
			const from = (Number(query.pageNumber) - 1) * size;
			const entities = upTo(total)
				.slice(from, from + size)
				.map((id) => ({ id }));
			const end = {
				...{ nothing: {}, null: { pageCount: null, total: null } },
				...{ pageCount: { pageCount: Math.ceil(total / size) }, total: { total } },
			}[says];
			return answer({ entities, ...end });
		},
	};
}

async function read({ send }: { send: Send }, limit = Infinity) {
	const ids: unknown[] = [];
	const request = { method: 'GET', path: '/routing/queues', query: { name: 'x' } } as const;
	for await (const { rows } of byPageNumber(send, request, limit))
		ids.push(...rows.map(({ id }) => id));
	return ids;
}

describe.each<Says>(['pageCount', 'total', 'nothing', 'null'])(
	'an answer that tells %s',
	(says) => {
		test.each([0, 1, 99, 100, 101, 250])('all of %i rows are read, each once', async (total) => {
			expect(await read(server(total, says))).toEqual(upTo(total));
		});

		test.each([
			[1, [[1, 1]]],
			[100, [[1, 100]]],
			[
				130,
				[
					[1, 100],
					[2, 100],
				],
			],
		])('a limit of %i asks for no more pages than it takes', async (limit, asked) => {
			const source = server(1_000, says);
			expect(await read(source, limit)).toEqual(upTo(limit));
			expect(source.asked).toEqual(asked);
		});
	},
);

test.each(['pageCount', 'total'] as const)(
	'a server that gives fewer rows than asked for, and tells %s, is read to the end',
	async (says) => {
		expect(await read(server(60, says, 25))).toEqual(upTo(60));
	},
);

test('the last page is not asked for twice', async () => {
	const source = server(200, 'pageCount');
	await read(source);
	expect(source.asked).toHaveLength(2);
});

test('a server that ignores paging is found out', async () => {
	const entities = upTo(100).map((id) => ({ id }));
	await expect(read({ send: async () => answer({ entities, total: 500 }) })).rejects.toThrow(
		'the same page twice',
	);
});

test('a search that found nothing may leave its list out', async () => {
	const found = (body: object) => read({ send: async () => answer(body) });
	expect(await found({ total: 0, pageCount: 0 })).toEqual([]);
	expect(await found({ results: null, total: 0 })).toEqual([]);
	await expect(found({ total: 3 })).rejects.toThrow('an empty answer in place of a list');
});
