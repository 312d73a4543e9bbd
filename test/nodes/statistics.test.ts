import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { oAuth2Credential, signedInCredential } from '../harness/genesysCredentials';
import { runNode, type NodeRun } from '../harness/runNode';
import { withSimulator } from '../harness/simulator';

const sim = withSimulator({ samples: false, statistics: { tickMs: 0 } });
let name: string;
let object: { objectType: string; objectId: string };

beforeAll(() => {
	object = sim.control.statistics.objects()[0];
	name = sim.control.statistics
		.profiles()
		.find(({ objectType }) => objectType === object.objectType)?.name as string;
});

async function run(
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
	more: Partial<NodeRun> = {},
) {
	return await runNode({
		node: 'genesysStatistics',
		parameters: { authentication: 'token', ...parameters },
		credentials: signedInCredential(sim),
		items,
		...more,
	});
}
const sent = () =>
	sim.control.requests
		.list()
		.map(({ method, url, body }) => ({ method, url, body: body ? JSON.parse(body) : undefined }));
const statistic = {
	statisticName: '={{ $json.name }}',
	objectType: '={{ $json.objectType }}',
	objectId: '={{ $json.objectId }}',
};

test('one value, and the whole answer', async () => {
	const item = { name, ...object };
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
			Array.from({ length: 10 }, () => ({ name, ...object })),
		);
		expect(
			sent()
				.map(({ body }) => body.data.statistics.length)
				.sort(),
		).toEqual([2, 4, 4]);
	});

	test('an unknown one, or one without a value, does not cost the others', async () => {
		const items = [
			{ name, ...object },
			{ name: 'None', ...object },
			{ name, objectType: object.objectType, objectId: '' },
			{ name, ...object },
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
		const { error } = await run(many, [
			{ name, ...object },
			{ name: 'None', ...object },
		]);
		expect(error?.message).toBe('Genesys has no value for this statistic');
		expect(error?.context?.itemIndex).toBe(1);
	});

	test('a request that fails is the failure of all its items', async () => {
		sim.control.faults.add({ kind: 'status', status: 500, times: 0 });
		const { items: output } = await run(
			many,
			[
				{ name, ...object },
				{ name, ...object },
			],
			{
				onError: 'continueRegularOutput',
			},
		);
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
			'an id twice',
			{
				statisticsMode: 'json',
				statisticsJson:
					'[{"statisticId":"a","objectType":"t","objectId":"o","name":"n"},{"statisticId":"a","objectType":"t","objectId":"p","name":"n"}]',
			},
			'have the ID "a"',
		],
		['no list', { statisticsMode: 'json', statisticsJson: '{}' }, 'is not a list'],
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
		expect(second.error).toBe('Genesys did not open the subscription');
		expect(sim.control.statistics.listSubscriptions()).toEqual([]);
	});

	test('an answer without values is a failure, and the subscription is closed all the same', async () => {
		const body = { status: { code: 0 }, data: { subscriptionId: 'x', statistics: [] } };
		sim.control.faults.add({ kind: 'status', status: 200, body, times: 1 });
		const { error } = await run(defined, [{ statistics: [own()] }]);
		expect(error?.message).toBe('Genesys has no value for this statistic');
		expect(sent().map(({ method }) => method)).toEqual(['POST', 'DELETE']);
	});

	test('a subscription that cannot be closed costs no value', async () => {
		sim.control.faults.add({ kind: 'status', status: 500, skip: 1, times: 0 });
		const { items, error } = await run(defined, [{ statistics: [own()] }]);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ statisticId: 'own', value: expect.anything() });
	});
});

describe('"you first need to authenticate"', () => {
	const byKey = async (apiKey = sim.apiKey) =>
		await run(
			{ resource: 'statistic', operation: 'get', authentication: 'apiKey', ...statistic },
			[{ name, ...object }],
			{ credentials: { genesysApi: { baseUrl: sim.url, apiKey } } },
		);
	afterEach(() => sim.control.statistics.set({ requireToken: true }));

	test('a key alone is refused, and the error says what to choose', async () => {
		const { error } = await byKey();
		expect(error?.message).toBe(
			'Genesys wants a token for statistics: choose OAuth2 or Token in Authentication',
		);
		expect(error?.description).toContain('alone is enough in some accounts only');
		expect(error?.httpCode).toBe('401');
	});

	test('a wrong key alone is told apart, and a token is offered as well', async () => {
		const { error } = await byKey('wrong');
		expect(error?.message).toContain('refused the API key');
		expect(error?.message).toContain('choose OAuth2 or Token');
	});

	test('a refusal of key and token does not speak of another choice', async () => {
		sim.control.faults.add({ kind: 'status', status: 403 });
		const { error } = await run({ resource: 'statistic', operation: 'get', ...statistic }, [
			{ name, ...object },
		]);
		expect(error?.message).toBe('Genesys refused the API key');
	});

	test('a key alone is enough where the account says so', async () => {
		sim.control.statistics.set({ requireToken: false });
		const { items } = await byKey();
		expect(items[0].json).toMatchObject({ name, ...object });
	});

	test('OAuth2 is chosen at first, and key and token go together', async () => {
		const { error } = await run(
			{ resource: 'statistic', operation: 'get', authentication: undefined, ...statistic },
			[{ name, ...object }],
			{ credentials: await oAuth2Credential(sim) },
		);
		expect(error).toBeUndefined();
		const [{ headers }] = sim.control.requests.list();
		expect(headers['x-api-key']).toBe(sim.apiKey);
		expect(headers.authorization).toMatch(/^Bearer ./);
	});
});

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

describe('a subscription that is tied to a session by its cookie', () => {
	beforeEach(() => sim.control.statistics.set({ tieToSession: true }));
	afterEach(() => sim.control.statistics.set({ tieToSession: false }));
	const cookies = () => sim.control.requests.list().map(({ headers }) => headers.cookie);
	const create = async (ids: string[]) =>
		await run(
			{
				resource: 'subscription',
				operation: 'create',
				statisticsMode: 'json',
				statisticsJson: JSON.stringify([{ name, ...object }]),
				options: { operationId: '={{ $json.id }}', concurrency: 1 },
			},
			ids.map((id) => ({ id })),
		);

	test('shares it with the others of a run', async () => {
		const { error } = await create(['one', 'two', 'three']);
		expect(error).toBeUndefined();
		const [first, ...others] = cookies();
		expect(first).toBeUndefined();
		expect(others).toEqual(Array(2).fill(expect.stringMatching(/^STATSESSION=[^;\s]+$/)));
		expect(new Set(others).size).toBe(1);
	});

	test('is unknown to another run, which has no cookie of it, and the error says so', async () => {
		await create(['one']);
		const { error } = await run({
			resource: 'subscription',
			operation: 'getValues',
			subscriptionId: 'one',
		});
		expect(error?.message).toBe('Genesys gave no values of this subscription');
		expect(error?.description).toContain('may end one without a notification session');
		expect(cookies()).toEqual([undefined, undefined]);
	});
});

test('other APIs keep no cookies', async () => {
	sim.control.faults.add({
		kind: 'status',
		status: 200,
		times: 0,
		headers: { 'set-cookie': 'a=1' },
		body: { status: { code: 0 }, data: { count: 0 } },
	});
	const counting = { resource: 'secureEmail', operation: 'count', address: 'a@example.com' };
	await runNode({
		node: 'genesysSecureEmail',
		parameters: { authentication: 'token', ...counting, options: { concurrency: 1 } },
		credentials: signedInCredential(sim),
		items: [{}, {}],
	});
	expect(sim.control.requests.list().map(({ headers }) => headers.cookie)).toEqual([
		undefined,
		undefined,
	]);
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
