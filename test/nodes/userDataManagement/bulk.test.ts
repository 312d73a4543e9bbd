import { deleteInBulk } from '../../../nodes/GenesysUserDataManagement/bulk';
import { linksInBulk } from '../../../nodes/GenesysUserDataManagement/links';
import type { Context } from '../../../nodes/shared/engine/operation';
import type { ApiRequest } from '../../../nodes/shared/transport/api';
import { ApiResponse } from '../../../nodes/shared/transport/response';

type Answer = { status: number; body?: unknown; mayBeDone?: boolean };

/** A server that is asked by `answer`, and like the client throws what a request does not accept. */
function server(answer: (names: string[]) => Answer) {
	const asked: string[][] = [];
	return {
		asked,
		send: async ({ query = {}, acceptStatuses = [] }: ApiRequest) => {
			const names = String(query.filename ?? query.jobIDs).split(',');
			asked.push(names);
			const { status, body = '', mayBeDone = false } = answer(names);
			if (status >= 300 && !acceptStatuses.includes(status))
				throw Object.assign(new Error(`HTTP ${status}`), { httpCode: String(status) });
			return Object.assign(new ApiResponse(status, {}, body), { mayBeDone });
		},
	};
}
/** Items that name one thing each. */
const members = (names: string[], { send }: Pick<ReturnType<typeof server>, 'send'>) =>
	names.map((name) => ({ values: { name }, context: { send } as Context }));
const named = { one: ({ name }: { name: string }) => name, several: () => [], key: 'name' };
const numbers = (count: number) => Array.from({ length: count }, (_, n) => String(n));
const remove = async (names: string[], genesys: ReturnType<typeof server>) =>
	await deleteInBulk(members(names, genesys), named, '/files', 'filename');

const failed = (results: unknown[]) =>
	results.flatMap((result, index) => (result instanceof Error ? [index] : []));

test('what can be deleted together takes one request', async () => {
	const genesys = server(() => ({ status: 204 }));
	expect(await remove(numbers(100), genesys)).toEqual(Array(100).fill({ deleted: true }));
	expect(genesys.asked).toHaveLength(1);
});

test.each([
	['texts', ['3', '7']],
	['numbers', [3, 7]],
	['objects', [{ id: 3 }, { path: '7' }]],
])('500 with a list of %s: those are left, the others are gone', async (_kind, body) => {
	const genesys = server(() => ({ status: 500, body }));
	expect(failed(await remove(numbers(10), genesys))).toEqual([3, 7]);
	expect(genesys.asked).toHaveLength(1);
});

test('404 with a list: those are missing, the others are tried again', async () => {
	const genesys = server((names) =>
		names.includes('4') ? { status: 404, body: [{ path: '4' }] } : { status: 204 },
	);
	expect(failed(await remove(numbers(10), genesys))).toEqual([4]);
	expect(genesys.asked.map(({ length }) => length)).toEqual([10, 9]);
});

describe('404 after the answer was lost once: what is missing is deleted', () => {
	const all = Array(4).fill({ deleted: true });

	test('where it is listed', async () => {
		const genesys = server((names) =>
			names.includes('3')
				? { status: 404, body: ['1', '3'], mayBeDone: true }
				: { status: names.includes('0') ? 404 : 204 },
		);
		expect(await remove(numbers(4), genesys)).toEqual(all);
		// The rest is sent again: nobody can tell whether it was deleted with the others.
		expect(genesys.asked.map(({ length }) => length)).toEqual([4, 2, 1, 1]);
	});

	test('where it is not', async () => {
		const genesys = server((names) => ({ status: 404, mayBeDone: names.length === 4 }));
		expect(await remove(numbers(4), genesys)).toEqual(all);
	});

	test('but not where a web page says so', async () => {
		const body = '<html>no such page</html>';
		const genesys = server((names) => ({ status: 404, body, mayBeDone: names.length === 4 }));
		expect(failed(await remove(numbers(4), genesys))).toEqual([0, 1, 2, 3]);
	});

	test('nor what is left', async () => {
		const genesys = server(() => ({ status: 500, body: ['2'], mayBeDone: true }));
		expect(failed(await remove(numbers(4), genesys))).toEqual([2]);
	});

	test('nor a link that there is not', async () => {
		const genesys = server(() => ({ status: 404, body: ['2'], mayBeDone: true }));
		const links = await linksInBulk(members(['1', '2'], genesys), named);
		expect(failed(links)).toContain(1);
	});
});

test('400 without a reason: the wrong one is found, and costs no other', async () => {
	const genesys = server((names) => ({ status: names.includes('61') ? 400 : 204 }));
	expect(failed(await remove(numbers(100), genesys))).toEqual([61]);
	expect(genesys.asked.length).toBeLessThan(20);
});

test('500 without a list says that nobody knows what was done, and asks no more', async () => {
	const genesys = server(() => ({ status: 500, body: { message: 'Oops' } }));
	const results = await remove(numbers(4), genesys);
	expect(failed(results)).toHaveLength(4);
	expect(genesys.asked).toHaveLength(1);
});

test.each([
	['texts', ['7']],
	['objects', [{ id: 7 }]],
])('500 with a list of %s that is about the only name says what it means', async (_kind, body) => {
	const genesys = server(() => ({ status: 500, body }));
	const [result] = await remove(['7'], genesys);
	expect((result as Error).message).toBe('Genesys did not delete "7"');
	expect(genesys.asked).toHaveLength(1);
});

test('a name with a comma fails alone', async () => {
	const genesys = server(() => ({ status: 204 }));
	expect(failed(await remove(['1', 'a,b', '2'], genesys))).toEqual([1]);
	expect(genesys.asked).toEqual([['1', '2']]);
});

test('items with the same name are asked for once, and have the same outcome', async () => {
	const genesys = server(() => ({ status: 500, body: ['1'] }));
	expect(failed(await remove(['1', '2', '1'], genesys))).toEqual([0, 2]);
	expect(genesys.asked).toEqual([['1', '2']]);
});

test('names that are too long for one address are spread over several', async () => {
	const genesys = server(() => ({ status: 204 }));
	const names = numbers(100).map((name) => name.padStart(200, 'ä'));
	expect(failed(await remove(names, genesys))).toEqual([]);
	expect(genesys.asked.flat()).toEqual(names);
	for (const part of genesys.asked) {
		expect(encodeURIComponent(part.join(',')).length).toBeLessThan(8000);
	}
});

describe('links', () => {
	const link = (name: string) => ({
		path: `https://files.example/x/${encodeURIComponent(name)}?s=1`,
	});
	const links = async (names: string[], genesys: ReturnType<typeof server>) =>
		await linksInBulk(members(names, genesys), named);

	test('belong to the file whose name is in them, in whatever order they come', async () => {
		const genesys = server((names) => ({ status: 200, body: names.map(link).reverse() }));
		expect(await links(['a b.zip', 'c.zip'], genesys)).toEqual([
			{ fileName: 'a b.zip', url: link('a b.zip').path },
			{ fileName: 'c.zip', url: link('c.zip').path },
		]);
	});

	test('one object is the link of one file', async () => {
		const genesys = server(() => ({ status: 200, body: { path: 'https://files.example/1234' } }));
		expect(await links(['a.zip'], genesys)).toEqual([
			{ fileName: 'a.zip', url: 'https://files.example/1234' },
		]);
	});

	test('a link that is missing is an error of its item', async () => {
		const genesys = server(() => ({ status: 200, body: link('a.zip') }));
		expect(failed(await links(['a.zip', 'b.zip'], genesys))).toEqual([1]);
	});

	test('a missing file costs no other', async () => {
		const genesys = server((names) =>
			names.includes('no')
				? { status: 404, body: [{ path: 'no' }] }
				: { status: 200, body: names.map(link) },
		);
		expect(failed(await links(['a', 'no', 'b'], genesys))).toEqual([1]);
	});

	const at = (path: string) => ({ path: `https://files.example/${path}` });
	const url = (path: string) => `https://files.example/${path}`;

	test('in a folder are not those of a file with the same last name', async () => {
		const genesys = server(() => ({ status: 200, body: [at('x/b/a.zip'), at('x/a.zip')] }));
		expect(await links(['a.zip', 'b/a.zip'], genesys)).toEqual([
			{ fileName: 'a.zip', url: url('x/a.zip') },
			{ fileName: 'b/a.zip', url: url('x/b/a.zip') },
		]);
	});

	test('that fit one file alike are an error of that', async () => {
		const genesys = server(() => ({
			status: 200,
			body: [at('x/a.zip'), at('y/a.zip'), at('x/c.zip')],
		}));
		const [first, second] = await links(['a.zip', 'c.zip'], genesys);
		expect((first as Error).message).toBe('Genesys gave several links that can be of "a.zip"');
		expect(second).toEqual({ fileName: 'c.zip', url: url('x/c.zip') });
	});

	test.each([null, [null], [], ['x'], [[at('a.zip')]], [{ path: null }], [{ path: {} }], '', 5])(
		'%j holds no link, which is an error of each item',
		async (body) => {
			const results = await links(
				['a.zip', 'b.zip'],
				server(() => ({ status: 200, body })),
			);
			expect(results.map((result) => (result as Error).message)).toEqual([
				'Genesys gave no link for "a.zip"',
				'Genesys gave no link for "b.zip"',
			]);
		},
	);
});
