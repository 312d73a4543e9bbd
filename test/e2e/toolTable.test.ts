import { writeFileSync } from 'node:fs';
import { connectUser, demoCredentials } from '../../demo/credentials';
import { startSimulator } from '../../simulator';
import type { N8nRest, SavedCredential, SavedWorkflow } from '../../tools/n8n';
import { McpConnection, type McpAnswer, type McpTool } from '../examples/support/mcp';
import { filledTool, type Filled, type FilledTool } from './support/filledTools';
import { connect, instance } from './support/instance';
import { outcomeOfPublication } from './support/publication';
import { toolCases, type Caller, type Simulators, type ToolCase } from './support/toolCases';
import { node } from './support/workflows';

/** Every operation of every action node as a tool, made as a person makes it, and called by a client as a model does. */
const TRIGGER = 'MCP Server Trigger';

const CREDENTIALS: Record<Caller, string> = {
	token: 'Genesys Token API',
	webServices: 'Genesys Web Services API',
	channel: 'Genesys SMS Channel',
	user: 'Genesys Cloud (user)',
	client: 'Genesys Cloud (client)',
};

/** One tool and what came of its calls. */
interface Seen extends FilledTool {
	listed?: McpTool;
	right: McpAnswer;
	wrong?: McpAnswer & { given: Filled };
}

describe('every operation as a tool of an MCP client', () => {
	let rest: N8nRest;
	let simulators: Simulators;
	const credentials = new Map<Caller, SavedCredential>();
	const saved: SavedWorkflow[] = [];
	const seen: Seen[] = [];

	beforeAll(async () => {
		rest = await connect();
		simulators = {
			engage: await startSimulator({
				...{ seed: 1, samples: false, statistics: { tickMs: 0 } },
				...{ exports: { bytesPerFile: 2_000 }, webServices: { delayMs: 1 } },
			}),
			cloud: await startSimulator({ seed: 1 }),
		};
		await makeCredentials();
		const cases = await toolCases(simulators);
		const nodes = [...new Set(cases.map(({ description }) => description.name))];
		for (const name of nodes) {
			await useAll(
				name,
				cases.filter(({ description }) => description.name === name),
			);
		}
	}, 400_000);

	afterAll(async () => {
		for (const { id } of saved) await rest.removeWorkflow(id);
		for (const { id } of credentials.values()) await rest.call('DELETE', `/credentials/${id}`);
		await simulators?.engage.close();
		await simulators?.cloud.close();
	});

	async function makeCredentials(): Promise<void> {
		for (const [caller, wanted] of Object.entries(CREDENTIALS) as Array<[Caller, string]>) {
			const { engage, cloud } = simulators;
			const sim = caller === 'user' || caller === 'client' ? cloud : engage;
			const data = demoCredentials(sim).find(({ name }) => name === wanted)!;
			const credential = await rest.createCredential({ ...data, name: `Tools: ${wanted}` });
			credentials.set(caller, credential);
			if (caller === 'user') await connectUser(rest, credential.id, sim);
		}
	}

	const toolOf = async ({ description, view, caller, values }: ToolCase) =>
		filledTool(description, view, await values(), credentials.get(caller)!);

	/** Publishes a server with the tools of a node, and calls each. */
	async function useAll(path: string, cases: ToolCase[]): Promise<void> {
		const tools: FilledTool[] = [];
		for (const one of cases) tools.push(await toolOf(one));
		await publish(path, tools);
		const server = new McpConnection(`${instance().url}/mcp/${path}`);
		await server.open();
		try {
			const listed = await server.tools();
			for (const [index, tool] of tools.entries()) {
				const { filled } = await toolOf(cases[index]);
				const right = await server.call(tool.name, argumentsOf(filled));
				const given = wrongOf(await toolOf(cases[index]));
				const wrong =
					given &&
					(await server.call(tool.name, { ...argumentsOf(filled), [given.key]: given.value }));
				seen.push({
					...tool,
					listed: listed.find(({ name }) => name === tool.name),
					right,
					...(wrong ? { wrong: { ...wrong, given } } : {}),
				});
				if (process.env.SEEN) writeFileSync(process.env.SEEN, JSON.stringify(seen, null, 1));
			}
		} finally {
			await server.close();
		}
	}

	async function publish(path: string, tools: FilledTool[]): Promise<void> {
		const trigger = node(
			TRIGGER,
			'@n8n/n8n-nodes-langchain.mcpTrigger',
			{ path },
			{ typeVersion: 2 },
		);
		const connections = Object.fromEntries(
			tools.map((tool) => [
				tool.node.name,
				{ ai_tool: [[{ node: TRIGGER, type: 'ai_tool', index: 0 }]] },
			]),
		);
		const nodes = [trigger, ...tools.map((tool) => tool.node)];
		const workflow = await rest.importWorkflow({ name: `Tools of ${path}`, nodes, connections });
		saved.push(workflow);
		await rest.activate(workflow);
		expect(await outcomeOfPublication(rest, workflow.id)).toMatchObject({ status: 'published' });
	}

	const argumentsOf = (filled: Filled[]) =>
		Object.fromEntries(filled.map(({ key, value }) => [key, value]));

	const UNKNOWN = '00000000-0000-4000-8000-000000000000';

	function wrongOf({ filled }: FilledTool): Filled | undefined {
		const all: Array<[(one: Filled) => boolean, unknown]> = [
			[({ property }) => property.type === 'resourceLocator', UNKNOWN],
			[({ property }) => property.required === true && property.type === 'string', ' '],
			[({ property }) => property.type === 'dateTime', 'soon'],
			[({ property }) => property.type === 'number', -1],
		];
		for (const [is, value] of all) {
			const found = filled.find(is);
			if (found) return { ...found, value };
		}
		return undefined;
	}

	test('each is listed', () => {
		expect(seen.filter(({ listed }) => !listed).map(({ operation }) => operation)).toEqual([]);
	});

	test('succeeds', () => {
		expect(
			seen
				.filter(({ right }) => right.isError)
				.map(({ operation, right, filled }) => ({
					operation,
					text: right.text,
					filled: argumentsOf(filled),
				})),
		).toEqual([]);
	});

	test('wrong', () => {
		expect(
			seen
				.filter(({ wrong }) => !wrong?.isError)
				.map(({ operation, wrong, filled }) => ({
					operation,
					wrong: wrong?.text.slice(0, 200),
					given: wrong?.given.key,
					filled: argumentsOf(filled),
				})),
		).toEqual([]);
	});
});
