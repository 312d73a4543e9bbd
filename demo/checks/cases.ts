import assert from 'node:assert/strict';
import axios from 'axios';

import { salesforceCase } from '../samples';
import type { CheckContext } from './context';

/** "Salesforce case to workitem": the same case twice is one workitem, created and then updated. */
export async function checkCases({ demo, list }: CheckContext): Promise<void> {
	const { simulator, n8n, workflows, caseUrl } = demo;
	const { control } = simulator;
	const post = async (changes?: Record<string, unknown>) => {
		control.requests.clear();
		const { status, data } = await axios.post(caseUrl, salesforceCase(changes), { proxy: false });
		const calls = control.requests.list({ path: '/nexus/v3/openmedia' });
		return { status, data, calls: calls.map(({ method, path, status: s }) => [method, path, s]) };
	};
	const path = '/nexus/v3/openmedia/workitems/interactions';
	const { Id } = salesforceCase();
	const workitem = () => {
		const found = control.workitems.list().filter(({ externalId }) => externalId === Id);
		assert.equal(found.length, 1, `${found.length} workitems with the case's id`);
		return found[0];
	};

	await list.check(
		'a new Salesforce case creates a workitem with the case as user data',
		async () => {
			const { status, data, calls } = await post();
			const { id, receivedAt, userData } = workitem();
			assert.deepEqual([status, data], [200, { caseId: Id, outcome: 'created', workitemId: id }]);
			assert.deepEqual(calls, [['POST', path, 200]]);
			assert.equal(receivedAt, '2026-03-02T09:15:00.000Z');
			const { CaseNumber, Subject, Description, Priority, Origin, ContactEmail } = salesforceCase();
			assert.deepEqual(userData, {
				...{ CaseNumber, Subject, Description, Priority, Status: 'New', Origin, ContactEmail },
				LastModifiedDate: salesforceCase().LastModifiedDate,
			});
		},
	);
	await list.check('the same case with another status updates that workitem', async () => {
		const before = workitem().id;
		const { status, data, calls } = await post({ Status: 'Escalated' });
		assert.deepEqual([status, data], [200, { caseId: Id, outcome: 'updated', workitemId: before }]);
		assert.deepEqual(calls, [
			['POST', path, 409],
			['POST', `${path}/ext_${Id}/update`, 200],
		]);
		assert.equal(workitem().userData.Status, 'Escalated');
		assert.equal(workitem().userData.Subject, salesforceCase().Subject);
	});
	await list.check('every call to Genesys carried the API key', () => {
		const keys = control.requests.list().map(({ headers }) => headers['x-api-key']);
		assert.deepEqual([...new Set(keys)], [simulator.apiKey]);
	});
	await list.check('n8n recorded two successful executions with one item each', async () => {
		const executions = await n8n.rest.waitForExecutions(workflows.caseToWorkitem.id, 2);
		assert.deepEqual(
			executions.map(({ status, mode }) => [status, mode]),
			[
				['success', 'webhook'],
				['success', 'webhook'],
			],
		);
		const outcomes = [];
		for (const { id } of executions) {
			const execution = await n8n.rest.getExecution(id);
			outcomes.push(execution.output('Create or Update Workitem').map(({ outcome }) => outcome));
		}
		assert.deepEqual(outcomes, [['updated'], ['created']]);
	});
}
