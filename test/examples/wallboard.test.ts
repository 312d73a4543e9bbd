import axios from 'axios';
import type { Execution } from '../../tools/n8n';
import { runningDemo } from './support/demo';
import { runNow } from './support/executions';

const AGENTS = 200;
const STATISTICS = [
	'CurrentAgentState',
	'TimeInCurrentState',
	'AverageHandlingTime',
	'TotalCallsHandled',
	'TotalLoginTime',
];
const MOST_REQUESTS = 10;

describe('Agent wallboard snapshot', () => {
	const { simulator, n8n, workflows } = runningDemo();
	const { requests } = simulator.control;
	let execution: Execution;
	const table = () => execution.output('Table');

	beforeAll(async () => {
		requests.clear();
		execution = await runNow(n8n.rest, workflows.wallboard);
	});

	test('the wallboard has a row of 5 values for 200 agents', () => {
		expect(execution.output('Get Values')).toHaveLength(AGENTS * STATISTICS.length);
		expect(table().map(({ agent }) => agent)).toEqual(
			Array.from({ length: AGENTS }, (_, index) => `agent${index + 1}`),
		);
		for (const row of table()) {
			expect(Object.keys(row)).toEqual(['agent', ...STATISTICS]);
			const [state, ...numbers] = STATISTICS.map((name) => typeof row[name]);
			expect([state, ...new Set(numbers)]).toEqual(['string', 'number']);
		}
	});

	test('1,000 statistics took at most 10 requests', async () => {
		const calls = requests.list({ path: '/statistics/v3/operations/get-statistic-ex' });
		// The workflow is active: at a quarter of an hour its schedule may have run it as well.
		const runs = (await n8n.rest.listExecutions(workflows.wallboard.id)).length;
		expect(calls.length).toBeGreaterThan(0);
		expect(calls.length).toBeLessThanOrEqual(MOST_REQUESTS * runs);
		expect([...new Set(calls.map(({ status }) => status))]).toEqual([200]);
		expect(requests.list({ path: '/statistics/v3/statistic-values' })).toEqual([]);
	});

	test('the first and the last row are what Genesys answers for them', async () => {
		const { accessToken } = simulator.control.auth.issueToken('agent');
		for (const row of [table()[0], table()[AGENTS - 1]]) {
			const objectId = String(row.agent);
			for (const name of STATISTICS) {
				const { data } = await axios.get<{
					data: { statistic: { value: { intValue?: number; stringValue: string } } };
				}>(`${simulator.url}/statistics/v3/statistic-values/${name}`, {
					params: { objectType: 'Agent', objectId },
					headers: { 'x-api-key': simulator.apiKey, authorization: `Bearer ${accessToken}` },
					proxy: false,
				});
				const { intValue, stringValue } = data.data.statistic.value;
				expect({ objectId, name, value: row[name] }).toEqual({
					...{ objectId, name, value: intValue ?? stringValue },
				});
			}
		}
	});
});
