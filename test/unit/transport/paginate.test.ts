import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../../../nodes/shared/transport/api';
import { byIndex } from '../../../nodes/shared/transport/paginate';

const pages = byIndex({ rows: (body: { data: unknown }) => body.data, defaultCount: 10 });
const request: ApiRequest = { method: 'GET', path: '/securemail', query: { address: 'a' } };

/** A server with so many rows that gives at most `cap` at a time. */
function server(total: number, cap = Infinity) {
	const asked: Array<{ index: number; count: number }> = [];
	return {
		asked,
		send: async ({ query = {} }: ApiRequest) => {
			const index = Number(query.index);
			const count = Math.min(Number(query.count), cap);
			asked.push({ index, count: Number(query.count) });
			const data = Array.from({ length: Math.max(0, Math.min(count, total - index)) }, (_, i) => ({
				id: index + i,
			}));
			return { status: 200, headers: {}, body: { data } };
		},
	};
}

async function read(source: ReturnType<typeof server>, limit = Infinity): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	for await (const page of pages(source.send, request, limit)) rows.push(...page);
	return rows;
}

test.each([0, 1, 9, 10, 11, 99, 100, 101, 250])(
	'reads all of %i rows, each once',
	async (total) => {
		const rows = await read(server(total));
		expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: total }, (_, i) => i));
	},
);

test.each([10, 20, 50, 99])('reads all when the server gives at most %i at a time', async (cap) => {
	expect(await read(server(237, cap))).toHaveLength(237);
});

test('a short list takes one request', async () => {
	const source = server(7);
	await read(source);
	expect(source.asked).toHaveLength(1);
});

test.each([1, 10, 100, 130])('a limit of %i asks for no more than that', async (limit) => {
	const source = server(1000);
	expect(await read(source, limit)).toHaveLength(limit);
	expect(source.asked.at(-1)).toEqual({
		index: Math.floor((limit - 1) / 100) * 100,
		count: ((limit - 1) % 100) + 1,
	});
	expect(source.asked).toHaveLength(Math.ceil(limit / 100));
});

test('a server that gives more than asked for does not break the limit', async () => {
	const send = async () => ({ status: 200, headers: {}, body: { data: [{}, {}, {}] } });
	const rows: IDataObject[] = [];
	for await (const page of pages(send, request, 2)) rows.push(...page);
	expect(rows).toHaveLength(2);
});

test('a server that ignores the index is noticed instead of read forever', async () => {
	const data = Array.from({ length: 100 }, (_, id) => ({ id }));
	const send = async () => ({ status: 200, headers: {}, body: { data } });
	const all = async () => {
		for await (const page of pages(send, request, Infinity)) void page;
	};
	await expect(all()).rejects.toThrow('same page twice');
});

test('something else than a list is an error, nothing at all is an empty list', async () => {
	const answering = (body: unknown) => async () => ({ status: 200, headers: {}, body });
	const first = (body: unknown) => pages(answering(body), request, 5).next();
	await expect(first({ data: 'x' })).rejects.toThrow('something else than a list');
	expect((await first({})).value).toEqual([]);
});
