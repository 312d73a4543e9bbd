import axios from 'axios';
import { salesforceCase } from '../../demo/samples';
import { runningDemo } from './support/demo';

const PATH = '/nexus/v3/openmedia/workitems/interactions';
const { Id } = salesforceCase();

/** The same case twice is one workitem, created and then updated. */
describe('Salesforce case to workitem', () => {
	const { simulator, n8n, workflows, caseUrl } = runningDemo();
	const { control } = simulator;

	const post = async (changes?: Record<string, unknown>) => {
		control.requests.clear();
		const { status, data } = await axios.post(caseUrl, salesforceCase(changes), { proxy: false });
		const calls = control.requests.list({ path: '/nexus/v3/openmedia' });
		return { status, data, calls: calls.map(({ method, path, status: s }) => [method, path, s]) };
	};
	const workitem = () => {
		const found = control.workitems.list().filter(({ externalId }) => externalId === Id);
		expect(found).toHaveLength(1);
		return found[0];
	};

	test('a new case creates a workitem with the case as user data', async () => {
		const { status, data, calls } = await post();
		const { id, receivedAt, userData } = workitem();
		expect([status, data]).toEqual([200, { caseId: Id, outcome: 'created', workitemId: id }]);
		expect(calls).toEqual([['POST', PATH, 200]]);
		expect(receivedAt).toBe('2026-03-02T09:15:00.000Z');
		const { CaseNumber, Subject, Description, Priority, Origin, ContactEmail } = salesforceCase();
		expect(userData).toEqual({
			...{ CaseNumber, Subject, Description, Priority, Status: 'New', Origin, ContactEmail },
			LastModifiedDate: salesforceCase().LastModifiedDate,
		});
	});

	test('the same case with another status updates that workitem', async () => {
		const before = workitem().id;
		const { status, data, calls } = await post({ Status: 'Escalated' });
		expect([status, data]).toEqual([200, { caseId: Id, outcome: 'updated', workitemId: before }]);
		expect(calls).toEqual([
			['POST', PATH, 409],
			['GET', `${PATH}/ext_${Id}`, 200],
			['POST', `${PATH}/ext_${Id}/update`, 200],
		]);
		expect(workitem().userData.Status).toBe('Escalated');
		expect(workitem().userData.Subject).toBe(salesforceCase().Subject);
	});

	test('a field that the workitem does not have is added by the next update', async () => {
		await axios.post(
			`${simulator.url}${PATH}/ext_${Id}/update`,
			{ data: { deletedProperties: ['Priority'] } },
			{ headers: { 'x-api-key': simulator.apiKey }, proxy: false },
		);
		expect(workitem().userData).not.toHaveProperty('Priority');
		expect((await post({ Priority: 'Low' })).data).toMatchObject({ outcome: 'updated' });
		expect(workitem().userData.Priority).toBe('Low');
	});

	test('every call to Genesys carried the API key', () => {
		const keys = control.requests.list().map(({ headers }) => headers['x-api-key']);
		expect([...new Set(keys)]).toEqual([simulator.apiKey]);
	});

	test('n8n recorded three successful executions with one item each', async () => {
		const executions = await n8n.rest.waitForExecutions(workflows.caseToWorkitem.id, 3);
		expect(executions.map(({ status, mode }) => [status, mode])).toEqual([
			['success', 'webhook'],
			['success', 'webhook'],
			['success', 'webhook'],
		]);
		const outcomes = [];
		for (const { id } of executions) {
			const execution = await n8n.rest.getExecution(id);
			outcomes.push(execution.output('Create or Update Workitem').map(({ outcome }) => outcome));
		}
		expect(outcomes).toEqual([['updated'], ['updated'], ['created']]);
	});
});
