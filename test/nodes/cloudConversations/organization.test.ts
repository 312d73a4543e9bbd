import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { cloudCredential } from '../../harness/genesysCredentials';
import { runNode } from '../../harness/runNode';
import { withSimulator } from '../../harness/simulator';

const sim = withSimulator({ seed: 1, samples: false });

async function run(parameters: INodeParameters, items?: IDataObject[]) {
	const result = await runNode({
		node: 'genesysCloudConversations',
		parameters,
		items,
		credentials: cloudCredential(sim),
	});
	return { rows: result.items.map(({ json }) => json), error: result.error };
}

const sent = () =>
	sim.control.requests.list().map(({ method, url, body }) => ({
		...{ method, url },
		body: body ? (JSON.parse(body) as IDataObject) : undefined,
	}));
const action = (index: number) => sim.control.cloud.directory().dataActions[index].id;

describe('OAuth clients', () => {
	const usage = (parameters: INodeParameters = {}) => ({
		resource: 'oAuthClient',
		operation: 'getUsage',
		oAuthClient: 'cloud-app',
		period: 'between',
		dateFrom: '2020-01-01T00:00:00Z',
		dateTo: '2100-01-01T00:00:00Z',
		...parameters,
	});

	test('are listed without what is secret', async () => {
		const body = { entities: [{ id: 'a', name: 'App', secret: 'top-secret' }] };
		sim.control.faults.add({ kind: 'status', status: 200, body });
		const { rows } = await run({ resource: 'oAuthClient', operation: 'getAll' });
		expect(rows).toEqual([{ id: 'a', name: 'App' }]);
	});

	test('the usage is counted by Genesys, and waited for', async () => {
		await run({ resource: 'directory', operation: 'getQueues' });
		await run({ resource: 'directory', operation: 'getQueues' });
		const { rows } = await run(usage());
		expect(rows).toContainEqual({
			clientId: 'cloud-app',
			templateUri: 'api/v2/routing/queues',
			httpMethod: 'GET',
			requests: 2,
			...{ status200: 2, status300: 0, status400: 0, status429: 0, status500: 0 },
		});
		const own = sent().filter(({ url }) => url.includes('/usage/'));
		expect(own.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET']);
		expect(own[0].body).toEqual({
			interval: '2020-01-01T00:00:00.000Z/2100-01-01T00:00:00.000Z',
			groupBy: ['TemplateUri', 'HttpMethod'],
		});
	});

	test('a count that fails, or takes too long, is an error that says what to do', async () => {
		const match = { path: '/api/v2/oauth/clients/cloud-app/usage/query/results' };
		const answer = (queryStatus: string) =>
			sim.control.faults.add({ kind: 'status', status: 200, body: { queryStatus }, match });
		answer('Failed');
		expect((await run(usage())).error?.message).toContain('could not count');
		answer('Running');
		const { error } = await run(usage({ options: { waitLimit: 0 } }));
		expect(error?.message).toContain('after 0 minutes');
		expect(error?.description).toContain('Wait at Most');
	});

	test('an answer that does not say how far it is, is not asked for until the end', async () => {
		const match = { path: '/api/v2/oauth/clients/cloud-app/usage/query/results' };
		sim.control.faults.add({ kind: 'status', status: 200, body: { results: [] }, match });
		expect((await run(usage())).error?.message).toBe('Genesys does not say how far it has counted');
	});

	test('an answer without a query is an error', async () => {
		sim.control.faults.add({ kind: 'status', status: 200, body: {} });
		expect((await run(usage())).error?.message).toBe('Genesys named no query of the usage');
	});
});

describe('data actions', () => {
	const execute = (parameters: INodeParameters) => ({
		resource: 'dataAction',
		operation: 'execute',
		dataAction: action(0),
		...parameters,
	});

	test('run with fields, with JSON, and with the input item', async () => {
		const entries = [{ key: 'customerId', value: '7' }];
		const { rows } = await run(execute({ dataMode: 'defineBelow', data: { entries } }));
		expect(rows).toEqual([{ found: true, customerId: '7' }]);
		await run(execute({ dataMode: 'json', dataJson: '{"customerId":"8"}' }));
		await run(execute({ dataMode: 'autoMapInputData', inputsToIgnore: 'x' }), [
			{ customerId: '9', x: 1 },
		]);
		expect(sent().map(({ body }) => body?.customerId)).toEqual(['7', '8', '9']);
		expect(Object.keys(sent()[2].body!)).toEqual(['customerId']);
	});

	test('one that needs nothing is given an empty object', async () => {
		const { rows } = await run(execute({ dataAction: action(1) }));
		expect(rows).toEqual([{ found: true }]);
		expect(sent()[0].body).toEqual({});
	});

	test('an input that the action does not take says what is missing', async () => {
		const { error } = await run(execute({}));
		expect(error?.description).toContain('customerId');
		// The credential is of no matter here.
		expect(error?.description).not.toContain('grant type');
	});

	test('are not executed a second time when the connection fails', async () => {
		sim.control.faults.add({ kind: 'resetAfter' });
		const { error } = await run(execute({ dataMode: 'json', dataJson: '{"customerId":"8"}' }));
		expect(error).toBeDefined();
		expect(sent()).toHaveLength(1);
	});

	test('are listed by a part of the name, with what they take', async () => {
		const { rows } = await run({
			resource: 'dataAction',
			operation: 'getAll',
			filters: { name: 'cust', category: 'Demo CRM' },
		});
		expect(rows).toMatchObject([{ id: action(0), name: 'Get Customer', contract: {} }]);
	});
});
