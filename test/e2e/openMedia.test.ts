import type { Execution, N8nRest, NodeRun, SavedCredential } from '../../tools/n8n';
import { startSimulator, type Simulator } from '../../simulator';
import { connect } from './support/instance';
import { node, PACKAGE, runManually, saveChain, saveCredential } from './support/workflows';

const CASES = [
	{ caseId: 'case-1', service: 'workitems', subject: 'Größe 42 – 89,90 €', attempts: 1 },
	{ caseId: 'case-2', service: 'nowhere', subject: 'Second', attempts: 2 },
	{ caseId: 'case-3', service: 'workitems', subject: 'Third', attempts: 3 },
];
const NOT_FOUND = 'There is no open media service with this name';
const INTERACTIONS = '/nexus/v3/openmedia/workitems/interactions';

/** The items of one output of the node's only run, with what each is paired with. */
function outputOf({ runData }: Execution, name: string, index = 0) {
	const [run] = runData[name] as [NodeRun];
	return (run.data?.main[index] ?? []).map(({ json, pairedItem }) => ({ json, pairedItem }));
}

describe('Genesys Open Media over several items', () => {
	let rest: N8nRest;
	let simulator: Simulator;
	let credential: SavedCredential;

	beforeAll(async () => {
		rest = await connect();
		simulator = await startSimulator();
		const { url, apiKey } = simulator;
		credential = await saveCredential(rest, 'genesysApi', { baseUrl: url, apiKey });
	});

	beforeEach(async () => await simulator.control.reset());

	afterAll(async () => await simulator?.close());

	/** A manual trigger with the cases, and a node that creates a workitem of each. */
	const save = async (onError?: string) =>
		await saveChain(
			rest,
			'Workitems',
			[
				node('Start', 'n8n-nodes-base.manualTrigger'),
				node(
					'Create',
					`${PACKAGE}.genesysOpenMedia`,
					{
						resource: 'workitem',
						operation: 'create',
						openMediaService: '={{ $json.service }}',
						dataMode: 'autoMapInputData',
						inputsToIgnore: 'caseId, service',
						additionalFields: { externalId: '={{ $json.caseId }}' },
						options: { concurrency: 1 },
					},
					{ credential, onError },
				),
			],
			CASES,
		);
	const requests = () =>
		simulator.control.requests.list().map(({ method, url, body }) => ({ method, url, body }));
	const requestFor = ({ caseId, service, subject, attempts }: (typeof CASES)[number]) => ({
		method: 'POST',
		url: `/nexus/v3/openmedia/${service}/interactions`,
		body: JSON.stringify({ data: { externalId: caseId, userData: { subject, attempts } } }),
	});

	test('with an error output, the failing item goes there, and each item stays paired', async () => {
		const execution = await runManually(rest, await save('continueErrorOutput'), 'Start');
		expect(execution.status).toBe('success');

		expect(requests()).toEqual(CASES.map(requestFor));
		const [first] = simulator.control.requests.list();
		expect(first.headers).toMatchObject({
			'x-api-key': simulator.apiKey,
			'content-type': expect.stringMatching(/^application\/json/),
		});

		const [created, third] = simulator.control.workitems.list();
		expect(outputOf(execution, 'Create')).toEqual([
			{ json: created, pairedItem: { item: 0 } },
			{ json: third, pairedItem: { item: 2 } },
		]);
		expect([created.externalId, third.externalId]).toEqual(['case-1', 'case-3']);

		// n8n puts the fields of the input item next to the error.
		expect(outputOf(execution, 'Create', 1)).toEqual([
			{
				json: {
					...CASES[1],
					error: NOT_FOUND,
					details: { statusCode: 404, description: expect.stringContaining('HTTP 404') },
				},
				pairedItem: { item: 1 },
			},
		]);
	});

	test('set to continue, the error stands in the place of its item', async () => {
		const execution = await runManually(rest, await save('continueRegularOutput'), 'Start');
		expect(execution.status).toBe('success');
		expect(requests()).toEqual(CASES.map(requestFor));
		const [created, third] = simulator.control.workitems.list();
		expect(outputOf(execution, 'Create')).toEqual([
			{ json: created, pairedItem: { item: 0 } },
			{
				json: {
					error: NOT_FOUND,
					details: { statusCode: 404, description: expect.stringContaining('HTTP 404') },
				},
				pairedItem: { item: 1 },
			},
			{ json: third, pairedItem: { item: 2 } },
		]);
	});

	test('else the first failure ends the workflow, names its item, and no further item is sent', async () => {
		const execution = await runManually(rest, await save(), 'Start');
		expect(execution.status).toBe('error');
		expect(requests()).toEqual(CASES.slice(0, 2).map(requestFor));
		expect(execution.data.resultData.error).toMatchObject({
			message: NOT_FOUND,
			httpCode: '404',
			context: { itemIndex: 1 },
		});
		expect(JSON.stringify(execution)).not.toContain(simulator.apiKey);
	});

	test('a workitem is created, updated, read and stopped in one workflow', async () => {
		const workitem = {
			__rl: true,
			mode: 'externalId',
			value: '={{ $("Start").item.json.caseId }}',
		};
		const openMedia = (name: string, parameters: Record<string, unknown>) =>
			node(
				name,
				`${PACKAGE}.genesysOpenMedia`,
				{ resource: 'workitem', openMediaService: 'workitems', ...parameters },
				{ credential },
			);
		const workflow = await saveChain(
			rest,
			'Life of a workitem',
			[
				node('Start', 'n8n-nodes-base.manualTrigger'),
				openMedia('Create', {
					operation: 'upsert',
					externalId: '={{ $json.caseId }}',
					dataMode: 'json',
					dataJson: '={{ { subject: $json.subject } }}',
				}),
				openMedia('Update', {
					operation: 'update',
					workitem,
					dataMode: 'defineBelow',
					changedProperties: { entries: [{ key: 'subject', value: 'Changed' }] },
				}),
				openMedia('Get', { operation: 'get', workitem }),
				openMedia('Stop', {
					operation: 'stop',
					workitem,
					options: { reasonDescription: 'Case closed' },
				}),
			],
			[CASES[0]],
		);
		const execution = await runManually(rest, workflow, 'Start');
		expect(execution.status).toBe('success');
		expect(requests().map(({ method, url }) => [method, url])).toEqual([
			['POST', INTERACTIONS],
			['POST', `${INTERACTIONS}/ext_case-1/update`],
			['GET', `${INTERACTIONS}/ext_case-1`],
			['POST', `${INTERACTIONS}/ext_case-1/stop`],
		]);
		expect(execution.output('Create')[0]).toMatchObject({ outcome: 'created' });
		expect(execution.output('Get')[0]).toMatchObject({
			status: 'open',
			userData: { subject: 'Changed' },
		});
		expect(simulator.control.workitems.list()).toMatchObject([
			{
				externalId: 'case-1',
				status: 'stopped',
				stopReason: { reasonDescription: 'Case closed' },
			},
		]);
	});
});
