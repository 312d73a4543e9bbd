import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode, type NodeRun } from '../harness/runNode';
import { withSimulator } from '../harness/simulator';

const sim = withSimulator({ samples: false });

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
		expect(requests()).toContainEqual({
			method: 'POST',
			url: '/nexus/v3/openmedia/workitems/interactions/ext_old/update',
			body: { data: { changedProperties: { Id: 'old', Status: 'Closed' } } },
		});
		expect(
			sim.control.workitems.list().map(({ externalId, userData }) => [externalId, userData.Status]),
		).toEqual([
			['old', 'Closed'],
			['new', 'New'],
		]);
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

	test('an external id without a value is refused before anything is sent', async () => {
		const { error } = await run(upsert, [{ Status: 'no id' }]);
		expect(error?.message).toBe('The field "External ID" has no value');
		expect(requests()).toEqual([]);
	});
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

	test('an interaction id that looks like an external id is not sent', async () => {
		const { error } = await run({ operation: 'get', workitem: byId('ext_1') });
		expect(error?.message).toContain('would read the interaction ID "ext_1" as an external ID');
		expect(requests()).toEqual([]);
	});

	test('one that is given as a plain text, as no editor saves it, is not taken for another', async () => {
		const { error } = await run({ operation: 'get', workitem: 'abc' });
		expect(error?.message).toBe('The field "Workitem" has no value');
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
			'from the input item',
			{ dataMode: 'autoMapInputData', inputsToIgnore: 'x', deletedProperties: 'c' },
			{ changedProperties: { y: 1 }, deletedProperties: ['c'] },
		],
		[
			'as JSON',
			{ dataMode: 'json', dataJson: '{"addedProperties":{"z":{"deep":true}}}' },
			{ addedProperties: { z: { deep: true } } },
		],
		[
			'only deletions',
			{ dataMode: 'defineBelow', deletedProperties: 'c' },
			{ deletedProperties: ['c'] },
		],
	])('update %s', async (_name, parameters, data) => {
		await create('1', { c: 'old' });
		sim.control.requests.clear();
		const { error } = await run(
			{ operation: 'update', workitem: byExternalId('1'), ...parameters },
			[{ x: 0, y: 1 }],
		);
		expect(error).toBeUndefined();
		expect(requests()).toEqual([
			{
				method: 'POST',
				url: '/nexus/v3/openmedia/workitems/interactions/ext_1/update',
				body: { data },
			},
		]);
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
