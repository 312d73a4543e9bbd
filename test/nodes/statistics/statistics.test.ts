import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { until } from '../../harness/until';
import { known, name, object, statistic, withStatistics } from './helper';

const { sim, run, sent } = withStatistics();

test('one value, and the whole answer', async () => {
	const item = known;
	const simple = await run({ resource: 'statistic', operation: 'get', ...statistic }, [item]);
	expect(simple.items[0].json).toMatchObject({
		...item,
		value: expect.anything(),
		timestamp: expect.any(Number),
	});
	const raw = await run(
		{ resource: 'statistic', operation: 'get', options: { fullAnswer: true }, ...statistic },
		[item],
	);
	expect(raw.items[0].json).toMatchObject({ status: { code: 0 }, data: { statistic: item } });
	expect(sent()[0]).toMatchObject({
		method: 'GET',
		url: `/statistics/v3/statistic-values/${name}?objectId=${object.objectId}&objectType=${object.objectType}`,
	});
});

test('one that does not exist is explained', async () => {
	const { error } = await run({ resource: 'statistic', operation: 'get', ...statistic }, [
		{ name: 'None', ...object },
	]);
	expect(error?.message).toBe('Genesys has no value for this statistic');
});

describe('many values', () => {
	const many = { resource: 'statistic', operation: 'getAll', ...statistic };

	test('1,000 items take 10 requests, and each gets its own value', async () => {
		const objects = sim.control.statistics
			.objects()
			.filter(({ objectType }) => objectType === object.objectType);
		const items = Array.from({ length: 1000 }, (_, i) => ({
			name,
			...objects[i % objects.length],
		}));
		const { items: output } = await run(many, items);
		expect(sent()).toHaveLength(10);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
		expect(output.map(({ json }) => json.objectId)).toEqual(items.map(({ objectId }) => objectId));
		expect(sent()[0]).toEqual({
			method: 'POST',
			url: '/statistics/v3/operations/get-statistic-ex',
			body: { data: { statistics: items.slice(0, 100) } },
		});
	});

	test('a number as an object ID is sent as text, so that it does not fail the batch', async () => {
		await run(many, [{ name, objectType: object.objectType, objectId: 1001 }], {
			onError: 'continueRegularOutput',
		});
		expect(sent()[0].body.data.statistics[0].objectId).toBe('1001');
	});

	test('Batch Size decides how many go into a request', async () => {
		await run(
			{ ...many, options: { batchSize: 4 } },
			Array.from({ length: 10 }, () => known),
		);
		expect(
			sent()
				.map(({ body }) => body.data.statistics.length)
				.sort(),
		).toEqual([2, 4, 4]);
	});

	test('an unknown one, or one without a value, does not cost the others', async () => {
		const items = [
			known,
			{ name: 'None', ...object },
			{ name, objectType: object.objectType, objectId: '' },
			known,
		];
		const { items: output } = await run(many, items, { onError: 'continueRegularOutput' });
		expect(output.map(({ json, pairedItem }) => [json.error ?? json.name, pairedItem])).toEqual([
			[name, { item: 0 }],
			['Genesys has no value for this statistic', { item: 1 }],
			['The field "Object ID" has no value', { item: 2 }],
			[name, { item: 3 }],
		]);
		expect(sent()).toHaveLength(1);
		expect((output[1].json.details as IDataObject).description).toContain('Genesys answered:');
	});

	test('else the failing one is named', async () => {
		const { error } = await run(many, [known, { name: 'None', ...object }]);
		expect(error?.message).toBe('Genesys has no value for this statistic');
		expect(error?.context?.itemIndex).toBe(1);
	});

	test('a request that fails is the failure of all its items', async () => {
		sim.control.faults.add({ kind: 'status', status: 500, times: 0 });
		const { items: output } = await run(many, [known, known], {
			onError: 'continueRegularOutput',
		});
		expect(output.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
			['Genesys could not process this request', { item: 0 }],
			['Genesys could not process this request', { item: 1 }],
		]);
	});
});

describe('a subscription', () => {
	const entry = () => ({ statisticId: 'one', source: 'name', name, ...object });

	test('is created by name, read and deleted', async () => {
		const created = await run({
			resource: 'subscription',
			operation: 'create',
			statisticsMode: 'form',
			statistics: { entries: [entry()] },
			options: { operationId: 'my-id', verbose: 'OFF' },
		});
		expect(created.items[0].json).toMatchObject({ subscriptionId: 'my-id', operationId: 'my-id' });
		const values = await run({
			resource: 'subscription',
			operation: 'getValues',
			subscriptionId: 'my-id',
			options: { statisticIds: 'one', verbose: 'INFO' },
		});
		expect(values.items.map(({ json }) => json.statisticId)).toEqual(['one']);
		const deleted = await run({
			resource: 'subscription',
			operation: 'delete',
			subscriptionId: 'my-id',
		});
		expect(deleted.items[0].json).toEqual({ deleted: true });
		expect(sim.control.statistics.listSubscriptions()).toEqual([]);
		expect(sent()).toEqual([
			{
				method: 'POST',
				url: '/statistics/v3/subscriptions?verbose=OFF',
				body: {
					operationId: 'my-id',
					data: { statistics: [{ statisticId: 'one', name, ...object }] },
				},
			},
			{
				method: 'GET',
				url: '/statistics/v3/subscriptions/my-id/statistic-values?statisticIds=one&verbose=INFO',
				body: undefined,
			},
			{ method: 'DELETE', url: '/statistics/v3/subscriptions/my-id', body: undefined },
		]);
	});

	test('is created by definition, and by JSON, each with an id of its own', async () => {
		const definition = {
			category: 'CurrentState',
			subject: 'DNStatus',
			notificationMode: 'Periodical',
			notificationFrequency: 5,
		};
		await run({
			resource: 'subscription',
			operation: 'create',
			statisticsMode: 'form',
			statistics: { entries: [{ ...entry(), source: 'definition', definition }] },
		});
		await run({
			resource: 'subscription',
			operation: 'create',
			statisticsMode: 'json',
			statisticsJson: JSON.stringify([{ ...object, name }]),
		});
		const [byDefinition, byJson] = sent().map(({ body }) => body);
		expect(byDefinition.data.statistics).toEqual([{ statisticId: 'one', definition, ...object }]);
		expect(byJson.data.statistics).toEqual([{ statisticId: 'statistic-1', name, ...object }]);
		expect(byDefinition.operationId).toMatch(/^[0-9a-f-]{36}$/);
		expect(byJson.operationId).not.toBe(byDefinition.operationId);
	});

	test.each<[string, INodeParameters, string]>([
		['nothing to watch', { statistics: {} }, 'no statistic to watch'],
		[
			'an incomplete one',
			{ statistics: { entries: [{ statisticId: 'x', source: 'name' }] } },
			'lacks an object type and an object ID and a name or a definition',
		],
		[
			'an empty definition',
			{ statistics: { entries: [{ ...object, source: 'definition', definition: {} }] } },
			'lacks a name or a definition',
		],
		[
			'an id twice',
			{
				statisticsMode: 'json',
				statisticsJson:
					'[{"statisticId":"a","objectType":"t","objectId":"o","name":"n"},{"statisticId":"a","objectType":"t","objectId":"p","name":"n"}]',
			},
			'have the ID "a"',
		],
		['no list', { statisticsMode: 'json', statisticsJson: '{}' }, 'is not a JSON list of objects'],
		[
			'null in it',
			{ statisticsMode: 'json', statisticsJson: '[null]' },
			'is not a JSON list of objects',
		],
	])('with %s is refused before anything is sent', async (_name, parameters, words) => {
		const { error } = await run({
			resource: 'subscription',
			operation: 'create',
			statisticsMode: 'form',
			...parameters,
		});
		expect(error?.message).toContain(words);
		expect(sent()).toEqual([]);
	});
});

describe('Get by Definition', () => {
	const definition = { category: 'CurrentState', subject: 'DNStatus' };
	const defined = {
		resource: 'statistic',
		operation: 'getDefined',
		statisticsMode: 'json',
		statisticsJson: '={{ JSON.stringify($json.statistics) }}',
	};
	const own = () => ({ statisticId: 'own', definition, ...object });

	test('"from the definitions you provided in the request": opens, reads and closes in one step', async () => {
		const statistics = [own(), { statisticId: 'named', name, ...object }];
		const { items } = await run(defined, [{ statistics }]);
		const value = { value: expect.anything(), timestamp: expect.any(Number) };
		expect(items).toEqual([
			{ json: { statisticId: 'own', ...object, ...value }, pairedItem: { item: 0 } },
			{ json: { statisticId: 'named', name, ...object, ...value }, pairedItem: { item: 0 } },
		]);
		const [opened, closed, ...more] = sent();
		expect(opened).toMatchObject({ method: 'POST', body: { data: { statistics } } });
		expect(closed).toMatchObject({
			method: 'DELETE',
			url: `/statistics/v3/subscriptions/${opened.body.operationId}`,
		});
		expect(more).toEqual([]);
		expect(sim.control.statistics.listSubscriptions()).toEqual([]);
	});

	test('a refused statistic is told beside the others, and costs no other item', async () => {
		const unknown = { statisticId: 'none', name: 'None', ...object };
		const items = [{ statistics: [own(), unknown] }, { statistics: [unknown] }];
		const { items: output } = await run(defined, items, { onError: 'continueRegularOutput' });
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		const [{ json: first }, { json: second }] = output;
		expect(first).toMatchObject({ statisticId: 'own', partlyDone: true });
		expect(first.errors).toMatchObject([{ status: { message: 'Resource not found' } }]);
		expect(second.error).toBe('Genesys has no value for this statistic');
		expect(sim.control.statistics.listSubscriptions()).toEqual([]);
	});

	test('an answer without values is a failure, and the subscription is closed all the same', async () => {
		const body = { status: { code: 0 }, data: { subscriptionId: 'x', statistics: [] } };
		sim.control.faults.add({ kind: 'status', status: 200, body, times: 1 });
		const { error } = await run(defined, [{ statistics: [own()] }]);
		expect(error?.message).toBe('Genesys has no value for this statistic');
		expect(sent().map(({ method }) => method)).toEqual(['POST', 'DELETE']);
	});

	test('a subscription whose opening was not answered is closed all the same', async () => {
		sim.control.faults.add({ kind: 'resetAfter', times: 1 });
		const { error } = await run(defined, [{ statistics: [own()] }]);
		expect(error?.message).toBe('The connection to Genesys broke before the answer was complete');
		expect(sim.control.statistics.listSubscriptions()).toEqual([]);
	});

	test('a cancelled execution leaves no subscription', async () => {
		sim.control.faults.add({ kind: 'latency', ms: 300 });
		await run(defined, [{ statistics: [own()] }], {
			onStart: (cancel) => setTimeout(cancel, 100),
		});
		await until(() => sent().length === 2);
		await until(() => sim.control.statistics.listSubscriptions().length === 0);
	});

	test('a subscription that cannot be closed costs no value', async () => {
		sim.control.faults.add({ kind: 'status', status: 500, skip: 1, times: 0 });
		const { items, error } = await run(defined, [{ statistics: [own()] }]);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ statisticId: 'own', value: expect.anything() });
	});
});
