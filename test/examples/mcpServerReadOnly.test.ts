import { cloudSpecs } from '../contract/cloud/cases';
import { cloudCases } from '../contract/cloud/cloudCase';
import { placeInCloud } from '../contract/cloud/prepare';
import { runningDemo } from './support/demo';
import { argumentsFor, McpConnection, toolNodesOf } from './support/mcp';

/** What reads although it is a POST. */
const QUERIES = /\/(query|search)$/;

describe('Read-only MCP server for Genesys', () => {
	const { simulator, n8n, workflows } = runningDemo();
	const { requests } = simulator.control;
	const server = new McpConnection(`${n8n.url}/mcp/genesys-cloud-read-only`);
	const nodes = toolNodesOf(workflows.mcpServerReadOnly.nodes);

	beforeAll(async () => await server.open());

	afterAll(async () => {
		simulator.control.cloud.set({ routing: 'answer' });
		await server.close();
	});

	test('each tool is called, and none of them sends a request that changes something', async () => {
		const tools = await server.tools();
		expect(tools.map(({ name }) => name).sort()).toEqual([...nodes.keys()].sort());
		expect(tools.length).toBeGreaterThan(15);
		const cases = await cloudCases(cloudSpecs);
		for (const tool of tools) {
			const node = nodes.get(tool.name)!;
			const { resource, operation } = node.parameters;
			const one = cases.find(
				(known) => known.operation === `${String(resource)}.${String(operation)}`,
			)!;
			const ids = await placeInCloud(simulator, one);
			const { isError, text } = await server.call(
				tool.name,
				argumentsFor(tool, node, one.parametersFor(ids)),
			);
			expect([tool.name, isError, text]).toEqual([tool.name, false, text]);
			// The trigger of another example asks for notifications.
			const sent = requests.list().filter(({ path }) => /^\/api\/v2\/(?!notifications)/.test(path));
			expect([tool.name, sent.length > 0]).toEqual([tool.name, true]);
			const changes = sent.filter(({ method, path }) => method !== 'GET' && !QUERIES.test(path));
			expect([tool.name, changes]).toEqual([tool.name, []]);
		}
	});
});
