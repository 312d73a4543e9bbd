import type { ApiRequest } from '../../../nodes/shared/transport/api';
import { byFrom } from '../../../nodes/shared/transport/paginate';

/** A list of so many rows; `cap` is the most that the server gives at once. */
function server(total: number, { cap = Infinity, count = total, empty = '' as unknown } = {}) {
	const asked: unknown[][] = [];
	return {
		asked,
		send: async ({ query = {} }: ApiRequest) => {
			const from = Number(query.from);
			asked.push([query.from, query.size]);
			const size = Math.max(0, Math.min(Number(query.size), cap, total - from));
			const items = Array.from({ length: size }, (_, n) => ({ id: from + n }));
			return {
				status: size ? 200 : 204,
				headers: {},
				body: size ? { count, from, size, items } : empty,
			};
		},
	};
}
async function read({ send }: { send: (request: ApiRequest) => Promise<never> }, limit = Infinity) {
	const ids: unknown[] = [];
	const request = { method: 'GET', path: '/export/jobs', query: { title: 'x' } } as const;
	for await (const page of byFrom(send, request, limit)) ids.push(...page.map(({ id }) => id));
	return ids;
}
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

test.each([0, 1, 99, 100, 101, 250])('reads all of %i rows, each once', async (total) => {
	expect(await read(server(total) as never)).toEqual(upTo(total));
});

test.each([7, 50, 99])(
	'a server that gives %i at most, and says how many there are',
	async (cap) => {
		expect(await read(server(230, { cap }) as never)).toEqual(upTo(230));
	},
);

test('a count that is only that of the page does not end the list', async () => {
	expect(await read(server(250, { count: 100 }) as never)).toEqual(upTo(250));
});

test.each([1, 100, 130])('a limit of %i asks for no more', async (limit) => {
	const source = server(1000);
	expect(await read(source as never, limit)).toEqual(upTo(limit));
	expect(source.asked.reduce((sum, [, size]) => sum + Number(size), 0)).toBe(limit);
});

test('a server that ignores paging is found out', async () => {
	const items = upTo(100).map((id) => ({ id }));
	const send = async () => ({ status: 200, headers: {}, body: { count: 500, items } });
	await expect(read({ send } as never)).rejects.toThrow('the same page twice');
});

test('something else than a list is an error', async () => {
	const send = async () => ({ status: 200, headers: {}, body: { items: 'none' } });
	await expect(read({ send } as never)).rejects.toThrow('something else than a list');
});
