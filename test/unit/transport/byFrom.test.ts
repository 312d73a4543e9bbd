import { udm10 } from '../../../nodes/shared/apis/exports';
import type { ApiRequest, Send } from '../../../nodes/shared/transport/api';
import { byFrom } from '../../../nodes/shared/transport/paginate';
import { ApiResponse } from '../../../nodes/shared/transport/response';

const answer = (body: unknown, status = 200) => new ApiResponse(status, {}, body, udm10.envelope);

/** A list of so many rows; `cap` is the most that the server gives at once. */
function server(total: number, { cap = Infinity, count = total } = {}) {
	const asked: unknown[][] = [];
	return {
		asked,
		send: async ({ query = {} }: ApiRequest) => {
			const from = Number(query.from);
			asked.push([query.from, query.size]);
			const size = Math.max(0, Math.min(Number(query.size), cap, total - from));
			const items = Array.from({ length: size }, (_, n) => ({ id: from + n }));
			return size ? answer({ count, from, size, items }) : answer('', 204);
		},
	};
}
async function read({ send }: { send: Send }, limit = Infinity) {
	const ids: unknown[] = [];
	const request = { method: 'GET', path: '/export/jobs', query: { title: 'x' } } as const;
	for await (const { rows } of byFrom(send, request, limit)) ids.push(...rows.map(({ id }) => id));
	return ids;
}
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

test.each([0, 1, 99, 100, 101, 250])('reads all of %i rows, each once', async (total) => {
	expect(await read(server(total))).toEqual(upTo(total));
});

test.each([7, 50, 99])(
	'a server that gives %i at most, and says how many there are',
	async (cap) => {
		expect(await read(server(230, { cap }))).toEqual(upTo(230));
	},
);

test('each page is asked for by the request of the list', async () => {
	const asked: ApiRequest[] = [];
	const { send } = server(101);
	await read({ send: async (page) => (asked.push(page), await send(page)) });
	expect(asked).toEqual(
		[0, 100].map((from) => ({
			method: 'GET',
			path: '/export/jobs',
			query: { title: 'x', from, size: 100 },
		})),
	);
});

test('a count that is only that of the page does not end the list', async () => {
	expect(await read(server(250, { count: 100 }))).toEqual(upTo(250));
});

test.each([1, 100, 130])('a limit of %i asks for no more', async (limit) => {
	const source = server(1000);
	expect(await read(source, limit)).toEqual(upTo(limit));
	expect(source.asked.reduce((sum, [, size]) => sum + Number(size), 0)).toBe(limit);
});

test('a server that ignores paging is found out', async () => {
	const items = upTo(100).map((id) => ({ id }));
	const send = async () => answer({ count: 500, items });
	await expect(read({ send })).rejects.toThrow('the same page twice');
});

test('something other than a list is an error', async () => {
	const send = async () => answer({ items: 'none' });
	await expect(read({ send })).rejects.toThrow('the string "none" in place of a list');
});
