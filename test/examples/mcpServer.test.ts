import type { WorkflowNode } from '../../tools/n8n';
import { cloudSpecs } from '../contract/cloud/cases';
import { cloudCases, NODE, type CloudCase } from '../contract/cloud/cloudCase';
import { placeInCloud } from '../contract/cloud/prepare';
import { implemented } from '../contract/coverage';
import { findOperation } from '../contract/helpers/checkRequest';
import { operationsOf } from '../contract/helpers/operations';
import { runningDemo } from './support/demo';
import {
	argumentsFor,
	McpConnection,
	toolNodesOf,
	type McpAnswer,
	type McpTool,
} from './support/mcp';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
const documented = operationsOf('genesys-cloud').filter(({ id }) => id in implemented);

/** What came of one call of a tool. */
interface Call extends McpAnswer {
	tool: string;
	/** Documented operations that Genesys carried out. */
	ids: string[];
	/** Bodies that were sent. */
	bodies: string[];
}

describe('MCP server for Genesys', () => {
	const { simulator, n8n, workflows } = runningDemo();
	const { requests } = simulator.control;
	const server = new McpConnection(`${n8n.url}/mcp/genesys-cloud`);
	const nodes = toolNodesOf(workflows.mcpServer.nodes);
	const cases = new Map<string, CloudCase>();
	let tools: McpTool[];

	beforeAll(async () => {
		for (const one of await cloudCases(cloudSpecs)) {
			if (!cases.has(one.operation)) cases.set(one.operation, one);
		}
		await server.open();
		tools = await server.tools();
	});

	afterAll(async () => {
		simulator.control.cloud.set({ routing: 'answer' });
		await server.close();
	});

	const operationOf = ({ parameters }: WorkflowNode) =>
		`${String(parameters.resource)}.${String(parameters.operation)}`;

	/** Calls a tool about a conversation that is made for it. */
	async function call(
		tool: McpTool,
		change: (args: Record<string, unknown>) => Record<string, unknown> = (args) => args,
	): Promise<Call> {
		const node = nodes.get(tool.name)!;
		const one = cases.get(operationOf(node))!;
		const ids = await placeInCloud(simulator, one);
		const args = change(argumentsFor(tool, node, one.parametersFor(ids)));
		const answer = await server.call(tool.name, args);
		const sent = requests.list().filter(({ path }) => path.startsWith('/api/v2'));
		return {
			...answer,
			tool: tool.name,
			ids: sent
				.filter(({ status }) => (status ?? 500) < 300)
				.flatMap((request) => findOperation(documented, request)?.id ?? []),
			bodies: sent.map(({ body }) => String(body ?? '')),
		};
	}

	const required = ({ inputSchema: { required: names = [] } }: McpTool) => names;

	test('a client without the token is not let in', async () => {
		const stranger = new McpConnection(`${n8n.url}/mcp/genesys-cloud`);
		await expect(stranger.open('wrong')).rejects.toThrow(/403|401|Authorization/i);
	});

	test('a client lists the tools, each with what it does and what it takes', () => {
		expect(tools.map(({ name }) => name).sort()).toEqual([...nodes.keys()].sort());
		expect(tools.length).toBeGreaterThanOrEqual(63);
		expect(server.instructions()).toContain('Genesys Cloud');
		for (const { name, description, inputSchema } of tools) {
			expect([name, description]).toEqual([name, expect.stringMatching(/^[A-Z].{20,}\.$/)]);
			for (const [key, field] of Object.entries(inputSchema.properties)) {
				expect([name, key, field.description]).toEqual([name, key, expect.stringMatching(/.{10}/)]);
			}
		}
	});

	test('there is a tool for each of the documented operations', () => {
		const offered = [...nodes.values()].map((node) => `${NODE}.${operationOf(node)}`);
		const missing = documented
			.map(({ id }) => id)
			.filter((id) => !implemented[id].some((operation) => offered.includes(operation)));
		expect(documented).toHaveLength(63);
		expect(missing).toEqual([]);
	});

	test('each tool is called, and Genesys carries it out', async () => {
		const calls: Call[] = [];
		for (const tool of tools) calls.push(await call(tool));
		expect(calls.filter(({ isError }) => isError)).toEqual([]);
		for (const { tool, text } of calls) {
			const rows = JSON.parse(text) as object[];
			expect([tool, rows.map((row) => Object.keys(row).length > 0)]).toEqual([
				tool,
				rows.map(() => true),
			]);
		}
		const carriedOut = new Set(calls.flatMap(({ ids }) => ids));
		expect(documented.map(({ id }) => id).filter((id) => !carriedOut.has(id))).toEqual([]);
	});

	test('a tool that is given the required parameters only sends nothing empty', async () => {
		for (const tool of tools) {
			const { bodies } = await call(tool, (args) =>
				Object.fromEntries(Object.entries(args).filter(([key]) => required(tool).includes(key))),
			);
			const empty = bodies.filter((body) => /:(""|\[\]|\{\}|null)/.test(body));
			expect([tool.name, empty]).toEqual([tool.name, []]);
		}
	});

	test('an ID that Genesys does not know is answered with its reason', async () => {
		const about = tools.filter((tool) => required(tool).includes('conversationId'));
		expect(about.length).toBeGreaterThan(20);
		for (const tool of about) {
			const { isError, text } = await call(tool, (args) => ({ ...args, conversationId: UNKNOWN }));
			expect([tool.name, isError, text]).toEqual([
				tool.name,
				true,
				expect.stringMatching(/Genesys answered HTTP 4\d\d, /),
			]);
		}
	});

	test('a parameter that is missing or empty is named', async () => {
		for (const tool of tools.filter((one) => required(one).length > 0)) {
			const [name] = required(tool);
			const { isError, text } = await server.call(tool.name, {});
			expect([tool.name, isError, text]).toEqual([tool.name, true, expect.stringContaining(name)]);
		}
		const [tool] = tools.filter((one) => required(one).join() === 'conversationId');
		const { text } = await server.call(tool.name, { conversationId: '' });
		expect(text).toContain('The field "Conversation ID" has no value');
	});
});
