import { ExecuteContext } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';
import { nexus } from '../../../nodes/shared/apis/engage';
import { text } from '../../../nodes/shared/descriptions/fields';
import { keyValues } from '../../../nodes/shared/descriptions/openFields';
import { defineOperation } from '../../../nodes/shared/engine/operation';
import { nodeOf, runOwn, withServer } from './host';

/** Gives what it was given. */
const echo = defineOperation({
	...{ value: 'echo', name: 'Echo', action: 'Echo', description: 'Echo' },
	kind: 'batch',
	batchSize: 1,
	properties: [
		text('first', 'First', ''),
		text('second', 'Second', ''),
		keyValues('rows', 'Rows', 'Row'),
	],
	execute: async (members) => members.map(({ values }) => ({ values: { ...values } })),
});
const node = nodeOf([echo], nexus);
const server = withServer();

const ITEMS: IDataObject[] = [
	{ name: 'Ann', count: 1, day: '2026-03-01T00:00:00Z' },
	{ name: 'Béa "B"', count: 0, list: [1, { a: null }], day: '2026-03-02T00:00:00Z' },
	{ count: null, object: { a: { b: 2 } }, day: 'none' },
	{ name: '}} {{', list: [], day: '2026-03-04T00:00:00Z' },
];

/** What n8n lets people write; each stands in the field First, beside others. */
const EXPRESSIONS = [
	'{{ $json.name }}',
	'{{$json.count}}',
	'{{ $json.list }}',
	'{{ $json.object }}',
	'{{ ({ a: $json.count }) }}',
	'{{ { a: $json.count } }}',
	'{{ $json.name, $json.count }}',
	'{{ $json.name // a comment }}',
	'{{ $json.name /* a comment */ }}',
	'{{ $json.name.toUpperCase() }}',
	'{{ $json.object.a.b }}',
	'{{ $json.name.isEmpty() }}',
	'{{ $json.day.toDateTime() }}',
	'{{ DateTime.fromISO($json.day) }}',
	'{{ new Date($json.day) }}',
	'{{ $now.year }}',
	'{{ [1, 2].map((one) => one * $json.count) }}',
	'{{ $itemIndex }}',
	'{{ undefined }}',
	'{{ null }}',
	'{{ }}',
	'{{ $json.name',
	'{{ `${$json.name}` }}',
	'{{ $("None").item.json.a }}',
	'{{ nothing.at.all }}',
	'{{ 1), (2 }}',
	'{{ `a }}',
	'{{ $json.name }} and {{ $json.count }}',
	'Dear {{ $json.name }},\n"{{ $json.list }}" \\n {{ $json.object }} {{ $json.count === 0 }} {{ NaN }}',
	'{{ $json.name }} }}',
	'\\{{ $json.name }} {{ $json.count }}',
	'no expression',
	'{{ $json.object.a.b }} or not',
	'{{ $itemIndex ? [].map : "first" }}',
	'{{ $itemIndex ? $json.day.toDateTime() : "first" }}',
	'{{ $json.day.toDateTime() }}, {{ $json.list.last() }}',
	' {{ $json.name }}',
	'{{ $json.name }} ',
	'{{ $parameter.second }}',
	'{{ (() => { throw new Error("own") })() }}',
	'{{ JSON.stringify({ a: { b: $json.name }}) }}',
];

const parametersWith = (first: string) => ({
	first: `=${first}`,
	second: '={{ $json.count }}',
	rows: {
		entries: [
			{ key: '={{ $json.name }}', value: '={{ $json.day }}' },
			{ key: 'same', value: `=${first}` },
		],
	},
});

/** What the items come out as, errors as well. */
async function outputs(first: string): Promise<unknown[]> {
	const more = { items: ITEMS, onError: 'continueRegularOutput' as const };
	const { items, error } = await runOwn(node, server.url, 'echo', parametersWith(first), more);
	expect(error).toBeUndefined();
	expect(items).toHaveLength(ITEMS.length);
	return items;
}

describe('expressions of an item that are evaluated as one', () => {
	const spied = (name: 'evaluateExpression' | 'getNodeParameter') =>
		jest.spyOn(ExecuteContext.prototype, name);
	afterEach(() => jest.restoreAllMocks());

	test.each(EXPRESSIONS)('%s gives what it gives by itself', async (expression) => {
		const together = await outputs(expression);
		spied('evaluateExpression').mockImplementation(() => {
			throw new Error('not now');
		});
		expect(together).toEqual(await outputs(expression));
	});

	test('n8n is asked once for an item, after the first', async () => {
		const evaluate = spied('evaluateExpression');
		const read = spied('getNodeParameter');
		await outputs('{{ $json.name }}');
		expect(evaluate).toHaveBeenCalledTimes(ITEMS.length);
		const evaluated = read.mock.calls.filter((call) => !call[3]?.rawExpressions);
		expect(evaluated.filter(([name, index]) => Number(index) > 0 && name !== 'options')).toEqual(
			[],
		);
	});

	test('an error of one is that of its item alone', async () => {
		const given = await outputs('{{ $json.name ?? $("None").item.json.name }}');
		expect(given.map((one) => 'error' in (one as object))).toEqual([false, false, true, false]);
	});

	test('text around expressions is no reason to ask more often', async () => {
		const evaluate = spied('evaluateExpression');
		const given = await outputs('Dear {{ $json.name }} ({{ $json.count }})');
		expect(evaluate).toHaveBeenCalledTimes(ITEMS.length);
		expect(given).toMatchObject([
			{ values: { first: 'Dear Ann (1)' } },
			{ values: { first: 'Dear Béa "B" (0)' } },
			{ values: { first: 'Dear  ()' } },
			{ values: { first: 'Dear }} {{ ()' } },
		]);
	});

	test('what cannot be evaluated as one is known after the first item', async () => {
		const evaluate = spied('evaluateExpression');
		await outputs('{{ $now.toMillis() }} {{ Math.random() }}');
		expect(evaluate).toHaveBeenCalledTimes(1);
	});
});
