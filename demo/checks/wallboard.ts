import assert from 'node:assert/strict';
import axios from 'axios';

import type { CheckContext } from './context';

const AGENTS = 200;
const STATISTICS = [
	'CurrentAgentState',
	'TimeInCurrentState',
	'AverageHandlingTime',
	'TotalCallsHandled',
	'TotalLoginTime',
];
const MOST_REQUESTS = 10;

/** "Agent wallboard snapshot", run by its manual trigger. */
export async function checkWallboard({ demo, list }: CheckContext): Promise<void> {
	const { simulator, n8n, workflows } = demo;
	const { requests } = simulator.control;
	const { id } = workflows.wallboard;

	const rows = await list.check('the wallboard has a row of 5 values for 200 agents', async () => {
		requests.clear();
		const execution = await n8n.rest.waitForExecution(await n8n.rest.runWorkflow(id, 'Run Now'));
		assert.equal(execution.status, 'success', execution.data.resultData.error?.message);
		assert.equal(execution.output('Get Values').length, AGENTS * STATISTICS.length);
		const table = execution.output('Table');
		assert.deepEqual(
			table.map(({ agent }) => agent),
			Array.from({ length: AGENTS }, (_, index) => `agent${index + 1}`),
		);
		for (const row of table) {
			assert.deepEqual(Object.keys(row), ['agent', ...STATISTICS]);
			const [state, ...numbers] = STATISTICS.map((name) => typeof row[name]);
			assert.deepEqual([state, ...new Set(numbers)], ['string', 'number']);
		}
		return table;
	});
	await list.check('1,000 statistics took at most 10 requests', async () => {
		const calls = requests.list({ path: '/statistics/v3/operations/get-statistic-ex' });
		// The workflow is active: at a quarter of an hour its schedule may have run it as well.
		const runs = (await n8n.rest.listExecutions(id)).length;
		assert.ok(calls.length > 0 && calls.length <= MOST_REQUESTS * runs, `${calls.length} requests`);
		assert.deepEqual([...new Set(calls.map(({ status }) => status))], [200]);
		assert.deepEqual(requests.list({ path: '/statistics/v3/statistic-values' }), []);
	});
	await list.check('the first and the last row are what Genesys answers for them', async () => {
		for (const row of [rows?.at(0), rows?.at(-1)]) {
			const objectId = String(row?.agent);
			for (const name of STATISTICS) {
				const { data } = await axios.get<{
					data: { statistic: { value: { intValue?: number; stringValue: string } } };
				}>(`${simulator.url}/statistics/v3/statistic-values/${name}`, {
					params: { objectType: 'Agent', objectId },
					headers: { 'x-api-key': simulator.apiKey },
					proxy: false,
				});
				const { intValue, stringValue } = data.data.statistic.value;
				assert.equal(row?.[name], intValue ?? stringValue, `${name} of ${objectId}`);
			}
		}
	});
}
