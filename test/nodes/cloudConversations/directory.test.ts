import { LoadOptionsContext } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import * as directory from '../../../nodes/GenesysCloudConversations/directory';
import { wrapUpCodeOption } from '../../../nodes/GenesysCloudConversations/wrapUp/codes';
import type { Property } from '../../../nodes/shared/descriptions/property';
import { additionalData } from '../../harness/additionalData';
import { cloudCredential } from '../../harness/genesysCredentials';
import { runNode } from '../../harness/runNode';
import { withSimulator } from '../../harness/simulator';
import { nodeInWorkflow } from '../../harness/workflow';

const NODE = 'genesysCloudConversations';
const sim = withSimulator({ seed: 1, samples: false });

/** What the editor has to call the searches of a field. */
async function editor() {
	const credentials = cloudCredential(sim);
	const { workflow, node } = await nodeInWorkflow({ node: NODE, credentials });
	const data = { ...additionalData(credentials), currentNodeParameters: node.parameters };
	return new LoadOptionsContext(workflow, node, data, '');
}

const FIELDS: Property[] = [
	directory.queue,
	directory.userOption,
	directory.flowOption,
	directory.languageOption,
	wrapUpCodeOption,
	directory.divisionOption,
	directory.oAuthClient,
	directory.dataAction,
];

async function search(field: string, filter?: string, token?: string) {
	const property = FIELDS.find(({ name }) => name === field);
	const { results, paginationToken } = await property!.search!.call(await editor(), filter, token);
	return { names: results.map(({ name }) => name), paginationToken };
}

async function run(parameters: INodeParameters) {
	const { items, error } = await runNode({
		node: NODE,
		parameters: { resource: 'directory', ...parameters },
		credentials: cloudCredential(sim),
	});
	return { rows: items.map(({ json }) => json), error };
}

const sent = () =>
	sim.control.requests.list().map(({ method, url, body }) => ({
		call: `${method} ${decodeURIComponent(url).replace('/api/v2', '')}`,
		body: body ? (JSON.parse(body) as IDataObject) : undefined,
	}));

const listed = (count: number, first = 0) =>
	Array.from({ length: count }, (_, index) => ({
		id: `id-${first + index}`,
		name: `Name ${first + index}`,
	}));

const answers = (...bodies: object[]) => {
	for (const body of bodies) sim.control.faults.add({ kind: 'status', status: 200, body });
};

describe('the editor', () => {
	test.each([
		['queue', 'ILL', ['Billing'], 'GET /routing/queues?name=*ILL*&pageNumber=1&pageSize=50'],
		[
			'flow',
			'email',
			['Inbound Email'],
			'GET /flows?sortBy=name&sortOrder=asc&nameOrDescription=*email*&pageNumber=1&pageSize=50',
		],
		['division', 'om', ['Home'], 'GET /authorization/divisions?name=om&pageNumber=1&pageSize=50'],
		[
			'dataAction',
			'cust',
			['Get Customer'],
			'GET /integrations/actions?name=cust&pageNumber=1&pageSize=50',
		],
		['language', 'ench', ['French'], 'GET /routing/languages?pageNumber=1&pageSize=50'],
		[
			'wrapUpCode',
			'NEED',
			['Callback Needed'],
			'GET /routing/wrapupcodes?pageNumber=1&pageSize=50',
		],
		['oAuthClient', 'app', ['cloud-app'], 'GET /oauth/clients'],
	])('%s: a part of the name is enough', async (field, filter, names, call) => {
		expect((await search(field, filter)).names).toEqual(names);
		expect(sent().map((one) => one.call)).toEqual([call]);
	});

	test('users are searched by name and address, since their list has no filter', async () => {
		expect((await search('user', 'supervisor@')).names).toEqual(['Sam Supervisor']);
		expect((await search('user')).names).toEqual(['Alex Agent', 'Sam Supervisor']);
		expect(sent()).toMatchObject([
			{
				call: 'POST /users/search',
				body: {
					query: [
						{ type: 'CONTAINS', fields: ['name', 'email'], value: 'supervisor@' },
						{ type: 'EXACT', fields: ['state'], values: ['active'] },
					],
					pageNumber: 1,
					pageSize: 50,
				},
			},
			{ call: 'GET /users?pageNumber=1&pageSize=50' },
		]);
	});

	test('a list without a filter is read on until a page has what was typed', async () => {
		answers({ entities: listed(50) }, { entities: listed(50, 50) }, { entities: listed(20, 100) });
		expect(await search('language', 'name 77')).toEqual({
			names: ['Name 77'],
			paginationToken: '3',
		});
		expect(await search('language', 'name 11', '3')).toMatchObject({
			names: Array.from({ length: 10 }, (_, index) => `Name ${110 + index}`),
		});
	});

	test('a list that never ends is given up', async () => {
		sim.control.faults.add({
			kind: 'status',
			status: 200,
			body: { entities: listed(50) },
			times: 0,
		});
		const { names } = await search('language', 'nothing');
		expect(names).toEqual([]);
		expect(sent()).toHaveLength(100);
	});

	test('the clients come whole: no page is asked for twice', async () => {
		answers({ entities: listed(80) });
		expect(await search('oAuthClient')).toMatchObject({ paginationToken: undefined });
	});

	test('the skills are all there, in the order of their names', async () => {
		answers(
			{ entities: listed(100, 100), pageCount: 2 },
			{ entities: [{ id: 'a', name: 'Aardvarks' }], pageCount: 2 },
		);
		const skills = await directory.skillsOption.loadOptions!.call(await editor());
		expect(skills).toHaveLength(101);
		expect(skills[0]).toEqual({ name: 'Aardvarks', value: 'a' });
	});
});

describe('the operations', () => {
	test.each([
		['getDivisions', ['Home']],
		['getFlows', ['Inbound Email', 'Inbound Message']],
		['getGroups', ['Agents', 'Supervisors']],
		['getLanguages', ['English', 'French', 'German']],
		['getQueues', ['Billing', 'Sales', 'Support']],
		['getSkills', ['Credit Cards', 'Refunds']],
		['getUsers', ['Alex Agent', 'Sam Supervisor']],
		['getWrapUpCodes', ['Callback Needed', 'Resolved', 'Sale']],
	])('%s lists what there is', async (operation, names) => {
		const { rows } = await run({ operation });
		expect(rows.map(({ name }) => name)).toEqual(names);
		expect(rows.every(({ id }) => typeof id === 'string')).toBe(true);
	});

	test('names that the API finds are looked for there, others here', async () => {
		const named = async (operation: string, name: string) =>
			(await run({ operation, filters: { name } })).rows.map((row) => row.name);
		expect(await named('getGroups', 'SUPER')).toEqual(['Supervisors']);
		expect(await named('getQueues', 'ale')).toEqual(['Sales']);
		expect(await named('getSkills', 'fund')).toEqual(['Refunds']);
		expect(sent().map(({ call }) => call)).toEqual([
			'POST /groups/search',
			'GET /routing/queues?name=*ale*&pageNumber=1&pageSize=50',
			'GET /routing/skills?pageNumber=1&pageSize=100',
		]);
	});

	test('users of any state are searched without one', async () => {
		await run({ operation: 'getUsers', filters: { name: 'alex', state: 'any' } });
		await run({ operation: 'getUsers', filters: { name: 'alex', state: 'inactive' } });
		const states = sent().map(({ body }) => (body?.query as IDataObject[])[1]?.values);
		expect(states).toEqual([undefined, ['inactive']]);
	});

	test('a search is read page by page', async () => {
		answers(
			{ results: listed(100), pageCount: 2, total: 130 },
			{ results: listed(30, 100), pageCount: 2, total: 130 },
		);
		const { rows } = await run({
			operation: 'getUsers',
			filters: { name: 'name' },
			returnAll: true,
		});
		expect(rows).toHaveLength(130);
		expect(sent().map(({ body }) => body?.pageNumber)).toEqual([1, 2]);
	});

	test('members of a queue come with what they do', async () => {
		const [queue] = sim.control.cloud.directory().queues;
		const { rows } = await run({
			operation: 'getQueueMembers',
			queue: queue.id,
			filters: { name: 'alex', routingStatus: ['IDLE'] },
		});
		expect(rows).toMatchObject([{ name: 'Alex Agent', routingStatus: { status: 'IDLE' } }]);
		expect(sent()[0].call).toBe(
			`GET /routing/queues/${queue.id}/members?expand=routingStatus&expand=presence&name=alex&routingStatus=IDLE&pageNumber=1&pageSize=50`,
		);
		const { error } = await run({ operation: 'getQueueMembers', queue: 'nothing' });
		expect(error?.message).toBe('Genesys Cloud did not find what this request asks for');
	});

	test('something else in place of a list is an error', async () => {
		answers({ message: 'hello' });
		const { error } = await run({ operation: 'getQueues' });
		expect(error?.message).toBe('Genesys sent an empty answer in place of a list');
	});
});
