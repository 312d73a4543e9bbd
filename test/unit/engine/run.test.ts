import { setTimeout as sleep } from 'node:timers/promises';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { nexus } from '../../../nodes/shared/apis/engage';
import { exportApis, udm10 } from '../../../nodes/shared/apis/exports';
import { fromAccount, number, text } from '../../../nodes/shared/descriptions/fields';
import { defineOperation } from '../../../nodes/shared/engine/operation';
import { buildMethods, buildProperties } from '../../../nodes/shared/engine/properties';
import type { NodeRun } from '../../harness/runNode';
import { nodeOf, runOwn, withServer } from './host';

const server = withServer();
const described = (value: string) => ({ value, name: value, action: value, description: value });

const conversation = defineOperation({
	...described('conversation'),
	kind: 'batch',
	batchSize: 1,
	properties: [text('to', 'To', 'to'), number('n', 'Number', 'n', 0)],
	target: ({ to }) => to,
	execute: async (members) => {
		const [{ context }] = members;
		const body = { numbers: members.map(({ values }) => values.n) };
		await context.send({ method: 'POST', path: '/', body });
		return members.map(({ values }) => ({ n: values.n }));
	},
});

const hiding = defineOperation({
	...described('hiding'),
	kind: 'action',
	properties: [
		{
			displayName: 'Mode',
			name: 'mode',
			type: 'options',
			options: [
				{ name: 'A', value: 'a' },
				{ name: 'B', value: 'b' },
			],
			default: 'a',
		},
		text('onlyA', 'Only A', 'a', { displayOptions: { show: { mode: ['a'] } } }),
		number('onlyB', 'Only B', 'b', 7, {
			required: true,
			typeOptions: { minValue: 5 },
			displayOptions: { show: { mode: ['b'] } },
		}),
	],
	request: ({ mode, onlyA, onlyB }) => ({
		method: 'POST',
		path: '/',
		body: { mode, onlyA, onlyB },
	}),
});

const newest = defineOperation({
	...described('newest'),
	kind: 'action',
	properties: [],
	apis: [udm10],
	request: () => ({ method: 'GET', path: '/' }),
});
const echo = defineOperation({
	...described('echo'),
	kind: 'batch',
	batchSize: 2,
	properties: [],
	options: [text('reason', 'Reason', 'r')],
	execute: async (members) => members.map(({ values }) => ({ ...values.options })),
});
const node = nodeOf([conversation, hiding, echo], nexus);
const bodies = () => server.sent.map(({ body }) => JSON.parse(body) as Record<string, unknown>);

describe('items for the same target', () => {
	const items = Array.from({ length: 12 }, (_, n) => ({ n, to: ['ann', 'bob', 'ann'][n % 3] }));
	const parameters = (options: object) => ({
		to: '={{ $json.to }}',
		n: '={{ $json.n }}',
		options: options as never,
	});
	const ofAnn = (numbers: number[]) => numbers.filter((n) => n % 3 !== 1);

	test.each([1, 2, 3, 5])('arrive in their order in batches of %i', async (batchSize) => {
		const arrived: number[][] = [];
		let started = 0;
		server.answer = async (_request, body) => {
			// The earlier one takes longer, so that only waiting keeps the order.
			await sleep(Math.max(0, 120 - 40 * started++));
			arrived.push((JSON.parse(body) as { numbers: number[] }).numbers);
			return {};
		};
		const options = { batchSize, concurrency: 10 };
		const run = await runOwn(node, server.url, 'conversation', parameters(options), { items });
		expect(run.error).toBeUndefined();
		expect(run.items).toEqual(items.map(({ n }) => ({ n })));
		expect(arrived).toHaveLength(Math.ceil(12 / batchSize));
		for (const numbers of [arrived.flat(), ofAnn(arrived.flat())].slice(batchSize === 1 ? 1 : 0)) {
			expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
		}
	});

	test('a batch waits for all targets that are in it, and no other', async () => {
		let inFlight = 0;
		const most: number[] = [];
		server.answer = async () => {
			most.push(++inFlight);
			await sleep(50);
			inFlight--;
			return {};
		};
		const others = items.map((item, index) => ({ ...item, to: `consumer ${index}` }));
		const options = { batchSize: 2, concurrency: 3 };
		await runOwn(node, server.url, 'conversation', parameters(options), { items: others });
		expect(Math.max(...most)).toBe(3);
	});

	test('one item of a batch that is wrong costs no other', async () => {
		const wrong = items.slice(0, 4).map((item) => ({ ...item, n: item.n === 1 ? 'x' : item.n }));
		const { items: output } = await runOwn(
			node,
			server.url,
			'conversation',
			parameters({ batchSize: 4 }),
			{ items: wrong, onError: 'continueRegularOutput' },
		);
		expect(output.map(({ n, error }) => n ?? error)).toEqual([
			0,
			'The field "Number" is not a number',
			2,
			3,
		]);
		expect(bodies()).toEqual([{ numbers: [0, 2, 3] }]);
	});
});

describe('a field that is not on the screen', () => {
	test('has its default, whatever is stored and however wrong that is', async () => {
		const stored = { onlyA: '={{ $json.a }}', onlyB: '={{ "wrong" }}' };
		await runOwn(node, server.url, 'hiding', { mode: 'a', ...stored }, { items: [{ a: 'x' }] });
		expect(bodies()).toEqual([{ mode: 'a', onlyA: 'x', onlyB: 7 }]);
	});

	test('is told item by item when what it waits for is an expression', async () => {
		const parameters = { mode: '={{ $json.mode }}', onlyA: 'stored', onlyB: 9 };
		const items = [{ mode: 'B' }, { mode: 'a' }, { mode: 'b' }];
		await runOwn(
			node,
			server.url,
			'hiding',
			{ ...parameters, options: { concurrency: 1 } },
			{ items },
		);
		expect(bodies()).toEqual([
			{ mode: 'b', onlyA: '', onlyB: 9 },
			{ mode: 'a', onlyA: 'stored', onlyB: 7 },
			{ mode: 'b', onlyA: '', onlyB: 9 },
		]);
	});

	test('is refused when it is on the screen: below its bound, or without a value', async () => {
		const messageOf = async (onlyB: string) =>
			(await runOwn(node, server.url, 'hiding', { mode: 'b', onlyB })).error?.message;
		expect(await messageOf('={{ 4 }}')).toBe('The field "Only B" is below 5');
		expect(await messageOf('={{ null }}')).toBe('The field "Only B" has no value');
		expect(server.sent).toEqual([]);
	});
});

test('an operation that does not exist is the failure of each item', async () => {
	const more: Partial<NodeRun> = { items: [{}, {}], onError: 'continueRegularOutput' };
	const { items, paired } = await runOwn(node, server.url, 'none', {}, more);
	const error = 'The operation of this node does not exist';
	expect(items).toEqual([0, 1].map(() => ({ error, details: expect.anything() })));
	expect(paired.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	expect(server.sent).toEqual([]);
});

test('wrong options are said by each item, and do not hold for the run', async () => {
	const options = { concurrency: '={{ $json.concurrency }}' };
	const items = [{ concurrency: 'many' }, { concurrency: 0 }, { concurrency: 2 }];
	const { items: output } = await runOwn(
		node,
		server.url,
		'hiding',
		{ options },
		{ items, onError: 'continueRegularOutput' },
	);
	expect(output.map((json) => json.error ?? json)).toEqual([
		'The field "Concurrency" is not a number',
		'The field "Concurrency" is below 1',
		{ success: true },
	]);
});

describe('an API that is chosen', () => {
	const versions = nodeOf([newest], ...exportApis);
	const messageOf = async (api: string) => {
		const parameters = { api, authentication: 'apiKey' };
		return (await runOwn(versions, server.url, 'newest', parameters)).error?.message;
	};

	test.each(['udm4', 'cdds'])('%s has not what only another has', async (api) => {
		expect(await messageOf(api)).toBe('newest exists in User Data Management V10 only');
		expect(server.sent).toEqual([]);
	});

	test.each(['udm11', '', 'UDM10'])('"%s" is none, and not the first one', async (api) => {
		expect(await messageOf(api)).toBe(`This node knows no API "${api}"`);
		expect(server.sent).toEqual([]);
	});

	test('decides which operations the editor offers', () => {
		const properties = versions.description.properties;
		const select = properties.find(({ name }) => name === 'operation') as INodeProperties;
		const [option] = select.options as Array<
			INodePropertyOptions & Pick<INodeProperties, 'displayOptions'>
		>;
		expect(option.displayOptions).toEqual({ show: { '/api': ['udm10'] } });
	});
});

describe('the fields of a node', () => {
	const loadOptions = async () => [];
	const operation = (value: string, load = loadOptions) =>
		defineOperation({
			...described(value),
			kind: 'action',
			properties: [fromAccount('source', 'Source', 'source', load)],
			request: () => ({ method: 'GET', path: '/' }),
		});
	const resource = (...operations: Array<ReturnType<typeof operation>>) => ({
		value: 'thing',
		name: 'Thing',
		operations,
		defaultOperation: operations[0],
	});

	test('call their searches by their own names, and n8n sees nothing else of ours', () => {
		const properties = buildProperties([resource(operation('a'))], nexus);
		const source = properties.find(({ name }) => name === 'source');
		expect(source?.typeOptions).toEqual({ loadOptionsMethod: 'source' });
		expect(source).not.toHaveProperty('loadOptions');
		expect(buildMethods([resource(operation('a'), operation('b'))]).loadOptions).toEqual({
			source: loadOptions,
		});
	});

	test('of one name have one search', () => {
		const other = operation('b', async () => []);
		expect(() => buildMethods([resource(operation('a'), other)])).toThrow(
			'Two fields "source" differ in their search',
		);
	});
});

test('an operation sees its own options, and not how the node sends its requests', async () => {
	const sending = { concurrency: 2, maxRetries: 1, timeout: 5_000, batchSize: 1 };
	const { items } = await runOwn(node, server.url, 'echo', {
		options: { reason: 'none', ...sending },
	});
	expect(items).toEqual([{ reason: 'none' }]);
});
