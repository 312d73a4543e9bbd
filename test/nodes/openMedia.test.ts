import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode, type NodeRun } from '../harness/runNode';
import { withSimulator } from '../harness/simulator';

const sim = withSimulator({ samples: false });

beforeEach(() => sim.control.workitems.set({ mismatchedProperties: 'ignore' }));

async function run(
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
	more: Partial<NodeRun> = {},
) {
	return await runNode({
		node: 'genesysOpenMedia',
		parameters: { resource: 'workitem', openMediaService: 'workitems', ...parameters },
		credentials: { genesysApi: { baseUrl: sim.url, apiKey: sim.apiKey } },
		items,
		...more,
	});
}
const PATH = '/nexus/v3/openmedia/workitems/interactions';
/** What a tenant may make of a change of what is not there, and of an addition of what is. */
const RULES = ['ignore', 'refuse', 'set'] as const;
const userDataOf = (externalId: string) =>
	sim.control.workitems.list().find((workitem) => workitem.externalId === externalId)?.userData;
const byExternalId = (value: string) => ({ __rl: true, mode: 'externalId', value });
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const requests = () =>
	sim.control.requests.list().map(({ method, url, body }) => ({
		method,
		url,
		body: body ? (JSON.parse(body) as IDataObject) : undefined,
	}));
const create = async (externalId: string, data: IDataObject = {}) =>
	(
		await run(
			{ operation: 'create', dataMode: 'autoMapInputData', additionalFields: { externalId } },
			[data],
		)
	).items[0].json as { id: string };

describe('create', () => {
	test('sends all fields, with the date in UTC', async () => {
		const { items } = await run(
			{
				operation: 'create',
				dataMode: 'defineBelow',
				data: { entries: [{ key: 'Priority', value: '={{ $json.priority }}' }] },
				additionalFields: {
					externalId: '={{ $json.id }}',
					parentInteractionId: 'parent-1',
					receivedAt: '2026-11-21T09:30:00',
				},
			},
			[
				{ id: '500A', priority: 'High' },
				{ id: '500B', priority: 2 },
			],
		);
		expect(requests()).toEqual(
			['500A', '500B'].map((externalId, i) => ({
				method: 'POST',
				url: '/nexus/v3/openmedia/workitems/interactions',
				body: {
					data: {
						externalId,
						parentInteractionId: 'parent-1',
						receivedAt: '2026-11-21T14:30:00.000Z',
						userData: { Priority: ['High', 2][i] },
					},
				},
			})),
		);
		expect(items.map(({ json, pairedItem }) => [json.externalId, pairedItem])).toEqual([
			['500A', { item: 0 }],
			['500B', { item: 1 }],
		]);
	});

	test('maps the input item by itself, and leaves out what is empty', async () => {
		await run(
			{
				operation: 'create',
				dataMode: 'autoMapInputData',
				inputsToIgnore: 'internal',
				additionalFields: {},
			},
			[{ Subject: 'Hello', nested: { a: [1] }, internal: 'x' }],
		);
		expect(requests()[0].body).toEqual({
			data: { userData: { Subject: 'Hello', nested: { a: [1] } } },
		});
	});

	test('a service name is one path segment', async () => {
		const { error } = await run({
			operation: 'create',
			openMediaService: 'a/../b',
			dataMode: 'json',
			dataJson: '{}',
		});
		expect(requests()[0].url).toBe('/nexus/v3/openmedia/a%2F..%2Fb/interactions');
		expect(error?.message).toBe('There is no open media service with this name');
	});

	test('an external id that is taken is explained', async () => {
		await create('1');
		const { error } = await run({
			operation: 'create',
			dataMode: 'defineBelow',
			additionalFields: { externalId: '1' },
		});
		expect(error?.message).toBe('A workitem with this external ID already exists');
		expect(error?.description).toContain('Create or Update');
	});
});

describe('create or update', () => {
	const upsert = {
		operation: 'upsert',
		externalId: '={{ $json.Id }}',
		dataMode: 'autoMapInputData',
		additionalFields: { parentInteractionId: 'p', receivedAt: '2026-11-21T09:30:00Z' },
	};

	test('an external ID of a workitem that was stopped: there is one, and it takes no update', async () => {
		await create('old');
		await run({ operation: 'stop', workitem: byExternalId('old') });
		sim.control.faults.add({ kind: 'status', status: 409, match: { pathRegex: `${PATH}$` } });
		const { error } = await run(upsert, [{ Id: 'old', Status: 'Closed' }]);
		expect(error?.message).toBe('A workitem with this external ID exists, and cannot be updated');
		expect(error?.description).toContain('Interaction');
	});

	test('creates what is new and updates what is there', async () => {
		await create('old', { Status: 'New' });
		sim.control.requests.clear();
		const { items } = await run(upsert, [
			{ Id: 'new', Status: 'New' },
			{ Id: 'old', Status: 'Closed' },
		]);
		expect(items.map(({ json, pairedItem }) => [json.outcome, pairedItem])).toEqual([
			['created', { item: 0 }],
			['updated', { item: 1 }],
		]);
		expect(requests().filter(({ url }) => url.includes('ext_old'))).toEqual([
			{ method: 'GET', url: `${PATH}/ext_old`, body: undefined },
			{
				method: 'POST',
				url: `${PATH}/ext_old/update`,
				body: {
					data: { changedProperties: { Status: 'Closed' }, addedProperties: { Id: 'old' } },
				},
			},
		]);
		expect(
			sim.control.workitems.list().map(({ externalId, userData }) => [externalId, userData.Status]),
		).toEqual([
			['old', 'Closed'],
			['new', 'New'],
		]);
	});

	test.each(RULES)(
		'"addedProperties (object, optional)": a field that is new is there after an update (%s)',
		async (mismatchedProperties) => {
			await create('1', { Status: 'New', Owner: 'Kim' });
			sim.control.workitems.set({ mismatchedProperties });
			const item = { Id: '1', Status: 'Open', Queue: 'Billing' };
			const { items } = await run({ ...upsert, options: { deletedProperties: 'Owner' } }, [item]);
			expect(items[0].json).toMatchObject({ outcome: 'updated', userData: item });
			expect(userDataOf('1')).toEqual(item);
		},
	);

	test.each([
		['addedProperties', { Status: 'New', Id: '1' }],
		['changedProperties', { Status: 'Open' }],
	])('with %s alone nothing is read, and only that is done', async (propertyAction, left) => {
		await create('1', { Status: 'New' });
		sim.control.requests.clear();
		await run({ ...upsert, options: { propertyAction } }, [{ Id: '1', Status: 'Open' }]);
		expect(requests().map(({ method, url }) => [method, url])).toEqual([
			['POST', PATH],
			['POST', `${PATH}/ext_1/update`],
		]);
		expect(requests()[1].body).toEqual({ data: { [propertyAction]: { Id: '1', Status: 'Open' } } });
		expect(userDataOf('1')).toEqual(left);
	});

	test('a property that is user data and to be deleted is refused before anything is sent', async () => {
		const { error } = await run({ ...upsert, options: { deletedProperties: 'Id' } }, [{ Id: '1' }]);
		expect(error?.message).toBe('The property "Id" is in two lists of this update');
		expect(requests()).toEqual([]);
	});

	test('items with the same id follow one another: the last one stays', async () => {
		const items = Array.from({ length: 20 }, (_, i) => ({ Id: 'same', Step: i }));
		sim.control.faults.add({ kind: 'latency', ms: 30, times: 1 });
		const result = await run(upsert, items);
		expect(result.items.map(({ json }) => json.outcome)).toEqual([
			'created',
			...Array.from({ length: 19 }, () => 'updated'),
		]);
		expect(sim.control.workitems.list()).toHaveLength(1);
		expect(sim.control.workitems.list()[0].userData.Step).toBe(19);
	});

	test('a failure stops the items with the same id that wait for it', async () => {
		sim.control.faults.add({ kind: 'status', status: 400, times: 0 });
		const { error } = await run(
			upsert,
			Array.from({ length: 10 }, () => ({ Id: 'same' })),
		);
		expect(error?.httpCode).toBe('400');
		expect(requests()).toHaveLength(1);
	});

	test('a number is an id as well, also 0', async () => {
		await run({ ...upsert, additionalFields: { parentInteractionId: '={{ 7 }}' } }, [{ Id: 0 }]);
		expect(requests()[0].body).toMatchObject({
			data: { externalId: '0', parentInteractionId: '7' },
		});
	});

	test('a connection that breaks after the workitem was made leaves one workitem', async () => {
		sim.control.faults.add({ kind: 'resetAfter', times: 1 });
		const { items } = await run(upsert, [{ Id: 'a', Status: 'New' }]);
		expect(items[0].json.outcome).toBe('updated');
		expect(sim.control.workitems.list()).toHaveLength(1);
	});

	test.each([{}, { Id: '' }, { Id: null }, { Id: ' \n' }])(
		'an external id without a value is refused before anything is sent: %j',
		async (item) => {
			const { error } = await run(upsert, [item]);
			expect(error?.message).toBe('The field "External ID" has no value');
			expect(requests()).toEqual([]);
		},
	);
});

describe('one workitem', () => {
	test('get by external id and by interaction id', async () => {
		const { id } = await create('a/b');
		sim.control.requests.clear();
		for (const workitem of [byExternalId('a/b'), byId(id)]) {
			const { items } = await run({ operation: 'get', workitem });
			expect(items[0].json).toMatchObject({ id, externalId: 'a/b' });
		}
		expect(requests().map(({ method, url }) => `${method} ${url}`)).toEqual([
			'GET /nexus/v3/openmedia/workitems/interactions/ext_a%2Fb',
			`GET /nexus/v3/openmedia/workitems/interactions/${id}`,
		]);
	});

	test.each<[string, INodeParameters]>([
		['get', { workitem: byId('ext_1') }],
		['get', { workitem: byExternalId('ext_1') }],
		['update', { workitem: byId('ext_1') }],
		['update', { workitem: byExternalId('ext_1') }],
		['stop', { workitem: byId('ext_1') }],
		['stop', { workitem: byExternalId('ext_1') }],
		['create', { additionalFields: { externalId: 'ext_1' } }],
		['create', { additionalFields: { parentInteractionId: 'ext_1' } }],
		['upsert', { externalId: 'ext_1' }],
		['upsert', { externalId: '1', additionalFields: { parentInteractionId: 'ext_1' } }],
	])(
		'"interactions/ext_{externalId}": the mark is part of no ID, %s %j',
		async (operation, named) => {
			const { error } = await run({ operation, dataMode: 'json', dataJson: '{}', ...named });
			expect(error?.message).toBe('"ext_1" begins with "ext_", which is not part of an ID');
			expect(error?.description).toContain('Leave out "ext_"');
			expect(requests()).toEqual([]);
		},
	);

	test('blanks around an external ID are not part of it, with whatever operation', async () => {
		await create(' 500A\n', { a: 1 });
		for (const operation of ['get', 'update', 'upsert', 'stop']) {
			const named = { workitem: byExternalId(' 500A\n'), externalId: '500A ' };
			const dataJson = operation === 'update' ? '{"addedProperties":{"b":1}}' : '{}';
			const { error } = await run({ operation, dataMode: 'json', dataJson, ...named });
			expect([operation, error]).toEqual([operation, undefined]);
		}
		expect(sim.control.workitems.list()).toMatchObject([{ externalId: '500A' }]);
	});

	test('one that is given as a plain text, as no editor saves it, is not taken for another', async () => {
		const { error } = await run({ operation: 'get', workitem: 'abc' });
		expect(error?.message).toBe('The field "Workitem ID or External ID" has no value');
		expect(requests()).toEqual([]);
	});

	test('one that is not there is explained', async () => {
		const { error } = await run({ operation: 'get', workitem: byExternalId('none') });
		expect(error).toMatchObject({
			message: 'There is no such workitem in this open media service',
			httpCode: '404',
		});
	});

	test.each<[string, INodeParameters, IDataObject]>([
		[
			'one by one',
			{
				dataMode: 'defineBelow',
				changedProperties: { entries: [{ key: 'a', value: '1' }] },
				addedProperties: { entries: [{ key: 'b', value: '2' }] },
				deletedProperties: 'c, d',
			},
			{ changedProperties: { a: '1' }, addedProperties: { b: '2' }, deletedProperties: ['c', 'd'] },
		],
		[
			'from the input item, which are added',
			{ dataMode: 'autoMapInputData', propertyAction: 'addedProperties', inputsToIgnore: 'x' },
			{ addedProperties: { y: 1 } },
		],
		[
			'from the input item, which are changed',
			{
				dataMode: 'autoMapInputData',
				propertyAction: 'changedProperties',
				inputsToIgnore: 'x',
				deletedProperties: 'c',
			},
			{ changedProperties: { y: 1 }, deletedProperties: ['c'] },
		],
		[
			'as JSON',
			{
				dataMode: 'json',
				dataJson: '{"addedProperties":{"z":{"deep":true}},"addedOrChangedProperties":{}}',
			},
			{ addedProperties: { z: { deep: true } } },
		],
		[
			'only deletions',
			{ dataMode: 'defineBelow', deletedProperties: 'c' },
			{ deletedProperties: ['c'] },
		],
	])('update properties %s, without reading any', async (_name, parameters, data) => {
		await create('1', { c: 'old' });
		sim.control.requests.clear();
		const { error } = await run(
			{ operation: 'update', workitem: byExternalId('1'), ...parameters },
			[{ x: 0, y: 1 }],
		);
		expect(error).toBeUndefined();
		expect(requests()).toEqual([{ method: 'POST', url: `${PATH}/ext_1/update`, body: { data } }]);
	});

	describe('"Update the properties of the specified interaction": those to add or change', () => {
		const item = { old: 'x', new: { deep: [1] } };
		const modes: Record<string, INodeParameters> = {
			'from the input item': { dataMode: 'autoMapInputData', deletedProperties: 'gone' },
			'one by one': {
				dataMode: 'defineBelow',
				addedOrChangedProperties: {
					entries: ['old', 'new'].map((key) => ({ key, value: `={{ $json.${key} }}` })),
				},
				deletedProperties: '={{ ["gone"] }}',
			},
			'as JSON': {
				dataMode: 'json',
				dataJson: '={{ { addedOrChangedProperties: $json, deletedProperties: ["gone"] } }}',
			},
		};
		const cases = Object.keys(modes).flatMap((mode) => RULES.map((rule) => [mode, rule] as const));

		test.each(cases)('%s (%s)', async (mode, mismatchedProperties) => {
			const { id } = await create('1', { old: 1, gone: 2, left: 3 });
			sim.control.workitems.set({ mismatchedProperties });
			sim.control.requests.clear();
			const parameters = { operation: 'update', workitem: byId(id), ...modes[mode] };
			const { items } = await run(parameters, [item]);
			const userData = { left: 3, ...item };
			expect(items[0].json).toMatchObject({ id, userData });
			expect(userDataOf('1')).toEqual(userData);
			expect(requests()).toEqual([
				{ method: 'GET', url: `${PATH}/${id}`, body: undefined },
				{
					method: 'POST',
					url: `${PATH}/${id}/update`,
					body: {
						data: {
							changedProperties: { old: 'x' },
							addedProperties: { new: { deep: [1] } },
							deletedProperties: ['gone'],
						},
					},
				},
			]);
		});

		test('a workitem that names no properties is not updated by guess', async () => {
			await create('1');
			const parameters = {
				operation: 'update',
				workitem: byExternalId('1'),
				dataMode: 'autoMapInputData',
			};
			const body = { status: { code: 0 }, data: { id: 'x' } };
			sim.control.faults.add({ kind: 'status', status: 200, body, match: { method: 'GET' } });
			sim.control.requests.clear();
			const { error } = await run(parameters, [item]);
			expect(error?.message).toBe('Genesys does not tell which properties this workitem has');
			expect(requests().map(({ method }) => method)).toEqual(['GET']);

			const none = { ...body, data: { userData: null } };
			sim.control.faults.add({ kind: 'status', status: 200, body: none, match: { method: 'GET' } });
			expect((await run(parameters, [item])).error).toBeUndefined();
			expect(userDataOf('1')).toEqual(item);
		});

		test('a connection that breaks after the update arrived is no loss, and no item is stuck', async () => {
			await create('1', { old: 1 });
			sim.control.faults.add({ kind: 'resetAfter', match: { path: `${PATH}/ext_1/update` } });
			const workitem = byExternalId('1');
			const { items } = await run({ operation: 'update', workitem, ...modes['as JSON'] }, [item]);
			expect(items[0].json).toMatchObject({ userData: item });
		});
	});

	const two = (...lists: string[]) => ({
		dataMode: 'json',
		dataJson: JSON.stringify(
			Object.fromEntries(
				lists.map((name) => [name, name === 'deletedProperties' ? ['a'] : { a: 1 }]),
			),
		),
	});
	test.each<INodeParameters>([
		two('addedProperties', 'changedProperties'),
		two('addedOrChangedProperties', 'addedProperties'),
		two('addedOrChangedProperties', 'changedProperties'),
		two('addedOrChangedProperties', 'deletedProperties'),
		two('changedProperties', 'deletedProperties'),
		{ dataMode: 'autoMapInputData', deletedProperties: 'b, a' },
		{
			dataMode: 'defineBelow',
			changedProperties: { entries: [{ key: 'a', value: '1' }] },
			deletedProperties: 'a',
		},
	])('a property in two lists is refused, and costs no other item: %j', async (parameters) => {
		await create('1', { a: 0 });
		sim.control.requests.clear();
		const workitem = byExternalId('1');
		const { error } = await run({ operation: 'update', workitem, ...parameters }, [{ a: 1 }]);
		expect(error?.message).toBe('The property "a" is in two lists of this update');
		expect(requests()).toEqual([]);
	});

	test.each([
		['{"properties":{"a":1}}', 'An update has no "properties"'],
		['{"changedProperties":["a"]}', 'The "changedProperties" of this update are not an object'],
		['["a"]', 'The field "Properties (JSON)" is not a JSON object'],
		['{"deletedProperties":{"a":1}}', 'The field "Properties to Delete" is not text'],
		['{"deletedProperties":[{"name":"a"}]}', 'The field "Properties to Delete" is not text'],
	])('changes that are none are explained: %s', async (dataJson, message) => {
		const workitem = byExternalId('1');
		const { error } = await run({ operation: 'update', workitem, dataMode: 'json', dataJson });
		expect(error?.message).toBe(message);
		expect(requests()).toEqual([]);
	});

	test('stop, with and without a reason', async () => {
		const { id } = await create('1');
		await create('2');
		sim.control.requests.clear();
		await run({
			operation: 'stop',
			workitem: byExternalId('2'),
			options: { reasonSystemName: 'Done', reasonDescription: 'Case closed' },
		});
		await run({ operation: 'stop', workitem: byId(id) });
		expect(requests()).toEqual([
			{
				method: 'POST',
				url: '/nexus/v3/openmedia/workitems/interactions/ext_2/stop',
				body: { data: { reasonSystemName: 'Done', reasonDescription: 'Case closed' } },
			},
			{
				method: 'POST',
				url: `/nexus/v3/openmedia/workitems/interactions/${id}/stop`,
				body: { data: {} },
			},
		]);
		expect(sim.control.workitems.list().map(({ status }) => status)).toEqual([
			'stopped',
			'stopped',
		]);
	});
});
