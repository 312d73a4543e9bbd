import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { nexus, statistics } from '../../../nodes/shared/apis/engage';
import { exportApis } from '../../../nodes/shared/apis/exports';
import { defineOperation } from '../../../nodes/shared/engine/operation';
import { byFrom } from '../../../nodes/shared/transport/paginate';
import type { ApiResponse } from '../../../nodes/shared/transport/response';
import { nodeOf, runOwn, withServer } from './host';

/** What becomes of every answer that Genesys, or something else in its place, can give; through n8n's engine. */
const server = withServer();
const described = (value: string) => ({
	value,
	name: value,
	action: value,
	description: value,
	properties: [],
});
/** Finds an answer that reports errors of no use. */
const check = ({ remarks }: ApiResponse) => {
	if (remarks.errors) throw new UserError('Of no use');
};
const GET = { method: 'GET', path: '/things' } as const;
const operations = [
	defineOperation({ ...described('thing'), kind: 'thing', request: () => GET }),
	defineOperation({ ...described('rows'), kind: 'rows', request: () => GET }),
	defineOperation({ ...described('action'), kind: 'action', request: () => GET }),
	defineOperation({
		...described('deletion'),
		kind: 'deletion',
		request: () => ({ method: 'DELETE', path: '/things' }),
	}),
	defineOperation({
		...described('custom'),
		kind: 'custom',
		fullAnswer: true,
		execute: async (_values, { send, answer }) => ({
			...answer(await send(GET)),
			outcome: 'created',
		}),
	}),
	defineOperation({
		...described('batch'),
		kind: 'batch',
		batchSize: 10,
		execute: async ([{ context }]) => (await context.send(GET)).rows(),
	}),
	defineOperation({
		...described('undocumented'),
		kind: 'rows',
		undocumented: true,
		request: () => GET,
	}),
	defineOperation({ ...described('pages'), kind: 'rows', paginate: byFrom, request: () => GET }),
	...(['thing', 'rows', 'action', 'deletion'] as const).map((kind) =>
		defineOperation({ ...described(`${kind}Checked`), kind, check, request: () => GET }),
	),
	defineOperation({
		...described('pagesChecked'),
		kind: 'rows',
		paginate: byFrom,
		check,
		request: () => GET,
	}),
	defineOperation({
		...described('pagesOfEven'),
		kind: 'rows',
		paginate: byFrom,
		only: () => ({ passes: ({ id }) => Number(id) % 2 === 0, isEnd: () => false }),
		request: () => GET,
	}),
	defineOperation({
		...described('short'),
		kind: 'thing',
		simplify: ['id', 'none', 'name'],
		request: () => GET,
	}),
	defineOperation({
		...described('shortRows'),
		kind: 'rows',
		simplify: ['name', 'id'],
		request: () => GET,
	}),
];

async function outcome(
	api: 'engage' | 'statistics' | 'exports',
	operation: string,
	body: unknown,
	parameters: INodeParameters = {},
	status = 200,
) {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	server.answer = async () => ({ body: text, status });
	const older = exportApis.filter(({ choice }) => choice.value === 'cdds');
	const node = nodeOf(
		operations,
		...{ engage: [nexus], statistics: [statistics], exports: older }[api],
	);
	const { items, error } = await runOwn(node, server.url, operation, {
		options: { maxRetries: 0 },
		authentication: 'apiKey',
		...(api === 'exports' ? { api: 'cdds' } : {}),
		...parameters,
	});
	// One or the other, and never neither unless a list is empty.
	return error ? error.message : items;
}

const FOREIGN = 'Something other than a Genesys web API answered';
const notThing = (what: string) => `Genesys sent ${what} in place of one thing`;
const notRows = (what: string) => `Genesys sent ${what} in place of a list`;
const noRow = (what: string) => `Genesys sent a list with ${what} in place of a row`;
const EMPTY = 'an empty answer';
const done = [{ success: true }];
const deleted = [{ deleted: true }];
const created = [{ outcome: 'created' }];

describe.each<[string, string, Record<string, unknown>]>([
	[
		'no body',
		'',
		{
			thing: notThing(EMPTY),
			rows: notRows(EMPTY),
			action: done,
			deletion: deleted,
			custom: created,
			batch: notRows(EMPTY),
			undocumented: notRows(EMPTY),
		},
	],
	[
		'null',
		'null',
		{
			thing: notThing(EMPTY),
			rows: notRows(EMPTY),
			action: done,
			deletion: deleted,
			custom: created,
			batch: notRows(EMPTY),
			undocumented: notThing(EMPTY),
		},
	],
	[
		'an empty object',
		'{}',
		{
			thing: notThing(EMPTY),
			rows: notRows(EMPTY),
			action: done,
			deletion: deleted,
			custom: created,
			batch: notRows(EMPTY),
		},
	],
	[
		'an empty list',
		'[]',
		{
			thing: notThing('a list'),
			rows: [],
			action: notThing('a list'),
			deletion: deleted,
			custom: notThing('a list'),
			undocumented: [],
		},
	],
	[
		'a number',
		'5',
		{
			thing: notThing('the number "5"'),
			rows: notRows('the number "5"'),
			action: notThing('the number "5"'),
			deletion: deleted,
			custom: notThing('the number "5"'),
			batch: notRows('the number "5"'),
			undocumented: notRows('the number "5"'),
		},
	],
	...['"text"', '<html>Sign in</html>', '{"data":{', 'OK'].map(
		(body): [string, string, Record<string, unknown>] => [
			body,
			body,
			Object.fromEntries(
				['thing', 'rows', 'action', 'deletion', 'custom', 'batch', 'undocumented'].map((kind) => [
					kind,
					FOREIGN,
				]),
			),
		],
	),
])('%s in place of an answer', (_what, body, expected) => {
	test.each(Object.entries(expected))('to %s: %j', async (operation, wanted) => {
		expect(await outcome('engage', operation, body)).toEqual(wanted);
	});
});

test('an envelope can wrap a thing without fields, and says so', async () => {
	const body = { status: { code: 0 }, data: {} };
	expect(await outcome('engage', 'thing', body)).toEqual([{}]);
	expect(await outcome('engage', 'undocumented', body)).toEqual([{}]);
});

test('204 is no rows, no thing, and an action that was done', async () => {
	const kinds = ['rows', 'undocumented', 'pages', 'thing', 'action', 'deletion'];
	const outcomes = [];
	for (const kind of kinds) outcomes.push(await outcome('engage', kind, '', {}, 204));
	expect(outcomes).toEqual([[], [], [], notThing(EMPTY), done, deleted]);
});

test('a failure with status 200 is one, whatever was asked for', async () => {
	const body = { status: { code: 7, message: 'Not now' } };
	for (const kind of ['thing', 'rows', 'action', 'deletion', 'custom', 'batch']) {
		expect(await outcome('engage', kind, body)).toBe(
			'Genesys received the request but did not carry it out',
		);
	}
});

describe('exports', () => {
	const cases: Array<[string, string, unknown]> = [
		['action', '"Done"', [{ answer: 'Done' }]],
		['action', 'Done', [{ answer: 'Done' }]],
		['action', '<html>', FOREIGN],
		['action', '  <!doctype html>', FOREIGN],
		['thing', '"Done"', notThing('the string "Done"')],
		...[
			'{"id":12',
			' [{"id":1}',
			'"Don',
			`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
		].flatMap((broken) =>
			['thing', 'rows', 'action', 'deletion', 'undocumented', 'pages'].map(
				(kind): [string, string, unknown] => [kind, broken, FOREIGN],
			),
		),
		['thing', '{}', notThing(EMPTY)],
		['undocumented', '{}', notThing(EMPTY)],
		['rows', '{"items":[null]}', noRow('null')],
		['pages', '{"items":[{"id":1},[1]]}', noRow('a list')],
		['undocumented', '[null]', noRow('null')],
		['undocumented', '[]', []],
		['rows', '["chat",5]', [{ value: 'chat' }, { value: 5 }]],
		['rows', '{"items":[{"id":1}],"count":1}', [{ id: 1 }]],
		['rows', '["chat"]', [{ value: 'chat' }]],
		['rows', 'none', notRows('the string "none"')],
		['undocumented', '{"a":1}', [{ a: 1 }]],
		['undocumented', '[{"a":1},{"a":2}]', [{ a: 1 }, { a: 2 }]],
		['undocumented', '"a"', notRows('the string "a"')],
	];
	const named = cases.map(
		([kind, body, wanted]) => [kind, body.slice(0, 40), body, wanted] as const,
	);
	test.each(named)('%s: %s', async (operation, _begin, body, wanted) => {
		expect(await outcome('exports', operation, body)).toEqual(wanted);
	});
});

describe('what only the envelope tells', () => {
	const errors = [{ status: { message: 'No' } }];
	const accepted = { accepted: true, operationId: 'o' };
	const partly = { partlyDone: true, errors };
	const envelopes: Array<[object, object]> = [
		[{ status: { code: 1 }, operationId: 'o' }, accepted],
		[{ status: { code: 2 }, errors }, partly],
	];

	test.each(envelopes)('%j is on each item', async (envelope, told) => {
		const thing = { ...envelope, data: { id: 1 } };
		const list = { ...envelope, data: [{ id: 1 }, { id: 2 }] };
		expect(await outcome('engage', 'thing', thing)).toEqual([{ id: 1, ...told }]);
		expect(await outcome('engage', 'short', thing)).toEqual([{ id: 1, ...told }]);
		expect(await outcome('engage', 'action', thing)).toEqual([{ id: 1, ...told }]);
		expect(await outcome('engage', 'custom', thing)).toEqual([
			{ id: 1, ...told, outcome: 'created' },
		]);
		expect(await outcome('engage', 'deletion', thing)).toEqual([{ deleted: true, ...told }]);
		expect(await outcome('engage', 'rows', list)).toEqual([
			{ id: 1, ...told },
			{ id: 2, ...told },
		]);
		expect(await outcome('engage', 'pages', list, { returnAll: true })).toEqual([
			{ id: 1, ...told },
			{ id: 2, ...told },
		]);
	});

	test.each(envelopes)('%j is told even when there is nothing else', async (envelope, told) => {
		expect(await outcome('engage', 'action', envelope)).toEqual([expect.objectContaining(told)]);
		expect(await outcome('engage', 'rows', { ...envelope, data: [] })).toEqual([told]);
	});

	test('statistics that have no value are told, and one has it', async () => {
		const body = { status: { code: 2 }, data: {}, errors };
		expect(await outcome('statistics', 'rows', body)).toEqual([partly]);
		const one = { status: { code: 0 }, data: { statistic: { value: 1 } } };
		expect(await outcome('statistics', 'thing', one)).toEqual([{ value: 1 }]);
	});
});

test.each(['thing', 'rows', 'action', 'deletion', 'pages'])(
	'an answer that the operation finds of no use is a failure of %s, also with Full Answer',
	async (kind) => {
		const data = kind === 'thing' || kind === 'action' ? { id: 1 } : [{ id: 1 }];
		const refused = { status: { code: 0 }, data, errors: [{ status: { message: 'No' } }] };
		for (const fullAnswer of [false, true]) {
			const options = { options: { fullAnswer, maxRetries: 0 } };
			expect(await outcome('engage', `${kind}Checked`, refused, options)).toBe('Of no use');
			const fine = await outcome(
				'engage',
				`${kind}Checked`,
				{ status: { code: 0 }, data },
				options,
			);
			expect(fine).toHaveLength(1);
		}
	},
);

test('a list of very many rows is an item for each', async () => {
	const data = Array.from({ length: 200_000 }, (_, id) => ({ id }));
	const items = await outcome('engage', 'rows', { status: { code: 0 }, data });
	expect(items).toHaveLength(200_000);
});

describe('Full Answer', () => {
	const full = { options: { fullAnswer: true, maxRetries: 0 } };

	test.each(['thing', 'rows', 'action', 'deletion'])('of %s is what Genesys sent', async (kind) => {
		const body = { status: { code: 1 }, operationId: 'o', data: [{ id: 1 }, { id: 2 }] };
		expect(await outcome('engage', kind, body, full)).toEqual([body]);
		expect(await outcome('exports', kind, [1], full)).toEqual([{ answer: [1] }]);
		const nothing: Record<string, unknown> = { rows: notRows(EMPTY), thing: notThing(EMPTY) };
		for (const body of ['', '{}'])
			expect(await outcome('engage', kind, body, full)).toEqual(nothing[kind] ?? done);
	});

	test('of an upsert has what was done besides', async () => {
		const body = { status: { code: 0 }, data: { id: 1 } };
		expect(await outcome('engage', 'custom', body, full)).toEqual([
			{ ...body, outcome: 'created' },
		]);
	});

	test('of a list is an item per page', async () => {
		const pages = [100, 3].map((count) => ({
			count: 103,
			items: Array.from({ length: count }, (_, id) => ({ id: `${count}-${id}` })),
		}));
		server.answer = async ({ url = '' }) => ({
			body: JSON.stringify(pages[url.includes('from=0') ? 0 : 1]),
		});
		const older = exportApis.filter(({ choice }) => choice.value === 'cdds');
		const { items } = await runOwn(nodeOf(operations, ...older), server.url, 'pages', {
			api: 'cdds',
			authentication: 'apiKey',
			returnAll: true,
			...full,
		});
		expect(items).toEqual(pages);
	});

	test('of a list with rows that are not meant has the pages that Limit takes, and no more', async () => {
		const page = (from: number) => ({
			count: 1000,
			items: Array.from({ length: 100 }, (_, n) => ({ id: from + n })),
		});
		server.answer = async ({ url = '' }) => ({
			body: JSON.stringify(page(Number(/from=(\d+)/.exec(url)?.[1]))),
		});
		const older = exportApis.filter(({ choice }) => choice.value === 'cdds');
		const chosen = { api: 'cdds', authentication: 'apiKey', limit: 70 };
		const read = async (more: INodeParameters) => {
			const node = nodeOf(operations, ...older);
			return await runOwn(node, server.url, 'pagesOfEven', { ...chosen, ...more });
		};
		expect((await read(full)).items).toEqual([page(0), page(100)]);
		expect((await read({})).items.map(({ id }) => id)).toEqual(
			Array.from({ length: 70 }, (_, n) => 2 * n),
		);
		expect(server.sent).toHaveLength(4);
	});

	test('goes before Simplify', async () => {
		const body = { status: { code: 0 }, data: { id: 1, other: 2 } };
		expect(await outcome('engage', 'short', body, full)).toEqual([body]);
	});
});

describe('Simplify', () => {
	const row = (id: number): IDataObject => ({ id, other: true, name: `n${id}` });

	test('leaves the fields that are named, as far as there are any, of a thing and of each row', async () => {
		const thing = { status: { code: 0 }, data: row(1) };
		expect(await outcome('engage', 'short', thing)).toEqual([{ id: 1, name: 'n1' }]);
		const list = { status: { code: 0 }, data: [row(1), { id: 2, other: true }] };
		expect(await outcome('engage', 'shortRows', list)).toEqual([{ name: 'n1', id: 1 }, { id: 2 }]);
	});

	test('can be turned off', async () => {
		const off = { simplify: false };
		const thing = { status: { code: 0 }, data: row(1) };
		expect(await outcome('engage', 'short', thing, off)).toEqual([row(1)]);
		const list = { status: { code: 0 }, data: [row(1), row(2)] };
		expect(await outcome('engage', 'shortRows', list, off)).toEqual([row(1), row(2)]);
	});

	test('of rows does not take away what was not done', async () => {
		const list = { status: { code: 2 }, data: [row(1)] };
		expect(await outcome('engage', 'shortRows', list)).toEqual([
			{ name: 'n1', id: 1, partlyDone: true },
		]);
	});
});
