import { statistic, withStatistics } from './helper';

const { sim, run } = withStatistics();

describe('an answer of Genesys', () => {
	const answers = (body: object) => sim.control.faults.add({ kind: 'status', status: 200, body });
	const refusal = (message: string) => ({ status: { code: 404, message } });
	const errors = [refusal('Not found: a'), refusal('Not found: b')];
	const values = { resource: 'subscription', operation: 'getValues', subscriptionId: 'my-id' };
	const create = {
		resource: 'subscription',
		operation: 'create',
		statisticsMode: 'json',
		statisticsJson: '[{"objectType":"Queue","objectId":"q","name":"n"}]',
	};
	const get = {
		resource: 'statistic',
		operation: 'get',
		statisticName: 'n',
		objectType: 'Queue',
		objectId: 'q',
	};

	test.each([
		['Get Values', values, 'Genesys gave no values of this subscription'],
		['Create', create, 'Genesys did not open the subscription'],
		['Get', get, 'Genesys has no value for this statistic'],
	])(
		'of errors alone is a failure of %s, Full Answer or not',
		async (_name, parameters, message) => {
			for (const fullAnswer of [false, true]) {
				for (const data of [{ subscriptionId: 'my-id', statistics: [] }, undefined]) {
					answers({ status: { code: 2 }, ...(data ? { data } : {}), errors });
					const { error, items } = await run({ ...parameters, options: { fullAnswer } });
					expect(error?.message).toBe(message);
					expect(error?.description).toContain('Genesys answered: Not found: a; Not found: b.');
					expect(items).toEqual([]);
				}
			}
		},
	);

	test.each([
		['an empty list', { status: { code: 0 }, data: { statistics: [] } }],
		['no data', { status: { code: 0 } }],
		['empty data', { status: { code: 0 }, data: {} }],
	])('of %s is a failure of Get Values', async (_what, body) => {
		answers(body);
		const { error, items } = await run(values);
		expect(error?.message).toBe('Genesys gave no values of this subscription');
		expect(error?.description).toContain('may end one without a notification session');
		expect(items).toEqual([]);
	});

	const own = { ...create, resource: 'statistic', operation: 'getDefined' };
	const row = { statisticId: 'a', value: {} };
	test.each([
		['a list of nothing', { statistics: [null] }, 'Genesys has no value for this statistic'],
		['one thing', { statistics: row }, 'Genesys sent one thing in place of a list'],
		['one statistic', { statistic: row }, 'Genesys sent an empty answer in place of a list'],
	])('of %s is a failure of Get by Definition', async (_what, data, message) => {
		answers({ status: { code: 0 }, data });
		const { error } = await run(own);
		expect(error?.message).toBe(message);
	});

	test('may write what is not there as null', async () => {
		for (const parameters of [values, create, get, own]) {
			const data = { subscriptionId: 'my-id', statistics: [row] };
			const { operation } = parameters;
			answers({
				status: { code: 0, message: null },
				operationId: null,
				data: operation === 'get' ? { statistic: row } : data,
				errors: null,
			});
			const { error, items } = await run(parameters);
			expect(error).toBeUndefined();
			expect(items[0].json).toMatchObject(operation === 'create' ? data : row);
		}
	});

	test('"status with a code of 2, as well as data and errors": the errors stand beside the values', async () => {
		answers({
			status: { code: 2 },
			data: { statistics: [{ statisticId: 'a', value: {} }] },
			errors,
		});
		const { items } = await run(values);
		expect(items.map(({ json }) => json)).toEqual([
			{ statisticId: 'a', value: {}, partlyDone: true, errors },
		]);
	});

	test('of 400 says why each statistic was refused', async () => {
		const entry = { objectType: 'Queue', objectId: 'queue1' };
		const { error } = await run({
			...create,
			statisticsJson: JSON.stringify([{ ...entry, name: 'None' }]),
		});
		expect(error?.message).toBe('Genesys did not open the subscription');
		expect(error?.description).toContain('Resource not found');
		expect(error?.httpCode).toBe('400');
	});

	test('of 400 to Get by Definition speaks of the statistic, not of the subscription that nobody asked for', async () => {
		const { error } = await run({ ...create, resource: 'statistic', operation: 'getDefined' });
		expect(error?.message).toBe('Genesys has no value for this statistic');
		expect(error?.description).not.toContain('Operation ID');
		expect(error?.httpCode).toBe('400');
	});

	test.each([404, 500])(
		'of %s to Get Values says that the subscription may have ended',
		async (status) => {
			sim.control.faults.add({ kind: 'status', status });
			const { error } = await run(values);
			expect(error?.message).toBe('Genesys gave no values of this subscription');
			expect(error?.httpCode).toBe(String(status));
		},
	);
});

describe('Get Many finds the value of each item', () => {
	const many = { resource: 'statistic', operation: 'getAll', ...statistic };
	const items = ['a', 'b', 'c'].map((id) => ({ name: 'N', objectType: 'Queue', objectId: id }));
	const [a, b, c] = items;
	const value = (n: number) => ({ value: { n }, timestamp: n });
	const errors = [{ status: { code: 404, message: 'Gone' } }];
	const outcomes = async (answer: object) => {
		sim.control.faults.add({
			kind: 'status',
			status: 200,
			body: { status: { code: 0 }, ...answer },
		});
		const { items: output } = await run(many, items, { onError: 'continueRegularOutput' });
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
		return output.map(({ json }) => json);
	};

	test('when the request was refused because of one: that one fails, and costs no other', async () => {
		sim.control.faults.add({
			kind: 'status',
			status: 400,
			body: { status: { code: 400, message: 'Bad name' } },
		});
		const known = { name: 'CurrentAgentState', objectType: 'Agent', objectId: 'agent1' };
		const asked = [known, { ...known, name: 'None' }, { ...known, objectId: 'agent2' }];
		const { items: output } = await run(many, asked, { onError: 'continueRegularOutput' });
		expect(output.map(({ json }) => [json.objectId, 'error' in json])).toEqual([
			['agent1', false],
			[undefined, true],
			['agent2', false],
		]);
	});

	test('by the name that it repeats, whatever the order', async () => {
		const statistics = [
			{ ...c, ...value(3) },
			{ ...a, ...value(1) },
			{ ...b, ...value(2) },
		];
		expect(await outcomes({ data: { statistics } })).toEqual([
			{ ...a, ...value(1) },
			{ ...b, ...value(2) },
			{ ...c, ...value(3) },
		]);
	});

	test('by its place, as in the sample of one value, which repeats no name', async () => {
		const statistics = [value(1), value(2), value(3)];
		expect(await outcomes({ data: { statistics } })).toEqual([
			{ ...a, ...value(1) },
			{ ...b, ...value(2) },
			{ ...c, ...value(3) },
		]);
	});

	test('by its place among those that were not named', async () => {
		const statistics = [value(1), { ...b, ...value(2) }, value(3)];
		expect(await outcomes({ data: { statistics } })).toEqual([
			{ ...a, ...value(1) },
			{ ...b, ...value(2) },
			{ ...c, ...value(3) },
		]);
	});

	test('by its place, when each name is null', async () => {
		const none = { name: null, objectType: null, objectId: null };
		const statistics = [1, 2, 3].map((n) => ({ ...none, ...value(n) }));
		expect(await outcomes({ data: { statistics } })).toEqual([
			{ ...a, ...value(1) },
			{ ...b, ...value(2) },
			{ ...c, ...value(3) },
		]);
	});

	test.each([
		['an ID that belongs elsewhere', [{ objectId: 'b' }, { objectId: 'a' }, {}]],
		['a name that was not asked for', [a, b, { ...c, name: 'n' }]],
	])('but not by its place when a row has %s', async (_what, names) => {
		const statistics = names.map((known, n) => ({ ...known, ...value(n) }));
		const [, , third] = await outcomes({ data: { statistics } });
		expect(third.error).toBe('Genesys did not say which statistic its values are of');
	});

	test('or says that it cannot be told, when values without a name are missing', async () => {
		const statistics = [value(1), value(2)];
		const [first, second, third] = await outcomes({ data: { statistics }, errors });
		const error = 'Genesys did not say which statistic its values are of';
		expect([first.error, second.error, third.error]).toEqual([error, error, error]);
		expect(first.details).toMatchObject({
			description: expect.stringContaining('Set Batch Size to 1'),
		});
	});

	test('and the reason, when no value is there at all', async () => {
		const [first, , third] = await outcomes({
			data: { statistics: [] },
			errors: ['one', 'two', 'three'].map((message) => ({ status: { code: 404, message } })),
		});
		expect(first.error).toBe('Genesys has no value for this statistic');
		expect(first.details).toMatchObject({
			description: expect.stringContaining('Genesys answered: one.'),
		});
		expect(third.details).toMatchObject({
			description: expect.stringContaining('Genesys answered: three.'),
		});
	});
});
