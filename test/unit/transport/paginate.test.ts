import type { IDataObject } from 'n8n-workflow';
import { nexus } from '../../../nodes/shared/apis/engage';
import type { ApiRequest, Send } from '../../../nodes/shared/transport/api';
import { byIndex, MOST_PAGES, MOST_ROWS } from '../../../nodes/shared/transport/paginate';
import { ApiResponse } from '../../../nodes/shared/transport/response';

const pages = byIndex(10);
const answer = (body: unknown) => new ApiResponse(200, {}, body, nexus.envelope);
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
			return answer({ data });
		},
	};
}

async function read(source: { send: Send }, limit = Infinity): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	for await (const page of pages(source.send, request, limit)) {
		for (const row of page.rows) rows.push(row);
	}
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

test('each page is asked for by the request of the list', async () => {
	const asked: ApiRequest[] = [];
	const { send } = server(150);
	await read({ send: async (page) => (asked.push(page), await send(page)) });
	expect(asked).toEqual([
		{ ...request, query: { address: 'a', index: 0, count: 100 } },
		{ ...request, query: { address: 'a', index: 100, count: 100 } },
	]);
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
	const send = async () => answer({ data: [{}, {}, {}] });
	expect(await read({ send }, 2)).toHaveLength(2);
});

test('a server that ignores the index is noticed instead of read forever', async () => {
	const data = Array.from({ length: 100 }, (_, id) => ({ id }));
	const send = async () => answer({ data });
	await expect(read({ send })).rejects.toThrow('same page twice');
});

test('a server that gives a few pages in turn is noticed, too', async () => {
	let asked = 0;
	const send = async () =>
		answer({ data: Array.from({ length: 10 }, () => asked % 3), n: asked++ });
	await expect(read({ send })).rejects.toThrow('same page twice');
	expect(asked).toBe(4);
});

describe('a list without an end', () => {
	/** Always new rows, so many in a page. */
	const endless = (size: number) => {
		let asked = 0;
		let id = 0;
		const send = async () => {
			asked++;
			return answer({ data: Array.from({ length: size }, () => ({ id: id++ })) });
		};
		return { send, asked: () => asked };
	};

	test('comes to one after so many pages', async () => {
		const { send, asked } = endless(10);
		await expect(read({ send })).rejects.toThrow('Genesys sent more than 10000 pages');
		expect(asked()).toBe(MOST_PAGES + 1);
	});

	test('comes to one after so many rows', async () => {
		const { send, asked } = endless(MOST_ROWS / 4);
		await expect(read({ send })).rejects.toThrow('1000000 rows');
		expect(asked()).toBe(5);
	});

	test('is read as far as its limit', async () => {
		const { send } = endless(100);
		expect(await read({ send }, 5_000)).toHaveLength(5_000);
	});
});

test('something other than a list is an error, and so is nothing at all', async () => {
	const reading = async (body: unknown) => await read({ send: async () => answer(body) });
	await expect(reading({ data: 'x' })).rejects.toThrow('the string "x" in place of a list');
	await expect(reading({})).rejects.toThrow('an empty answer in place of a list');
});
