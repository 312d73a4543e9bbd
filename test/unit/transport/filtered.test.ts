import type { IDataObject } from 'n8n-workflow';
import { nexus } from '../../../nodes/shared/apis/engage';
import { filtered, type RowFilter } from '../../../nodes/shared/transport/paginate';
import { ApiResponse } from '../../../nodes/shared/transport/response';

const rowsOf = (...numbers: number[]) => numbers.map((n) => ({ n }));
const responses = [1, 2, 3].map((n) => new ApiResponse(200, {}, { n }, nexus.envelope));
const even: RowFilter = { passes: ({ n }) => Number(n) % 2 === 0, isEnd: ({ n }) => n === 9 };

/** What passes of the pages, and how many of them were read. */
async function read(pages: IDataObject[][], limit: number) {
	let asked = 0;
	async function* source() {
		for (const rows of pages) yield { rows, response: responses[asked++] };
	}
	const passed: unknown[] = [];
	for await (const { rows, response } of filtered(source(), even, limit)) {
		expect(response).toBe(responses[asked - 1]);
		passed.push(rows.map(({ n }) => n));
	}
	return { passed, asked };
}

const pages = [rowsOf(1, 2, 3, 4), rowsOf(5), rowsOf(6, 8)];

test('only rows that pass are given, a page without any as well', async () => {
	expect(await read(pages, Infinity)).toEqual({ passed: [[2, 4], [], [6, 8]], asked: 3 });
});

test.each([
	[1, [[2]], 1],
	[2, [[2, 4]], 1],
	[3, [[2, 4], [], [6]], 3],
])('a limit of %i counts the rows that pass, over all pages', async (limit, passed, asked) => {
	expect(await read(pages, limit)).toEqual({ passed, asked });
});

test('no page is read after one that ends with a row after which none can pass', async () => {
	expect(await read([rowsOf(2, 9), rowsOf(4)], Infinity)).toEqual({ passed: [[2]], asked: 1 });
});

test('such a row amid a page does not show that it is the last one', async () => {
	const ends = await read([rowsOf(9, 2), rowsOf(4)], Infinity);
	expect(ends).toEqual({ passed: [[2], [4]], asked: 2 });
});
