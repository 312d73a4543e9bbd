import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectUser, demoCredentials } from '../../demo/credentials';
import { startSimulator } from '../../simulator';
import type { N8nRest, SavedCredential, SavedWorkflow } from '../../tools/n8n';
import { McpConnection } from '../examples/support/mcp';
import { ROOT } from '../harness/package';
import { filledTool, type Filled, type FilledTool } from './support/filledTools';
import { connect, instance } from './support/instance';
import { outcomeOfPublication } from './support/publication';
import { toolCases, type Caller, type Simulators, type ToolCase } from './support/toolCases';
import {
	hasClearError,
	hasSucceeded,
	isInternal,
	needsFile,
	REFUSAL,
	refuse,
	toolTable,
	wordsOf,
	wrongValue,
	type Used,
} from './support/toolOutcomes';
import { node } from './support/workflows';

/**
 * Every operation of every action node as a tool, made as a person makes it in the editor, and called by an MCP client: once
 * with values that can be, and once with one that cannot, or, where there is none, while Genesys refuses.
 */
const PAGE = join(ROOT, 'docs', 'ai-agents.md');
const MARKED = /(?<=<!-- tools:start -->\n\n)[^]*?(?=\n\n<!-- tools:end -->)/;
const STALE =
	'The table of docs/ai-agents.md is not what was seen. Run UPDATE_TOOL_TABLE=1 npm run test:e2e -- toolTable and commit it.';

const TRIGGER = 'MCP Server Trigger';

/** Tools of a server: n8n makes all of them anew for each call of one. */
const AT_ONCE = 10;

const CREDENTIALS: Record<Caller, string> = {
	token: 'Genesys Token API',
	webServices: 'Genesys Web Services API',
	channel: 'Genesys SMS Channel',
	user: 'Genesys Cloud (user)',
	client: 'Genesys Cloud (client)',
};

/** Those that a model can do nothing with; all others must succeed. */
const FILES_ONLY = [
	'genesysAgentEmail.attachment.upload',
	'genesysCloudConversations.messageMedia.upload',
	'genesysMessaging.media.upload',
	'genesysUserDataManagement.certificate.upload',
];

const argumentsOf = (filled: Filled[]) =>
	Object.fromEntries(filled.map(({ key, value }) => [key, value]));

describe('every operation as a tool of an MCP client', () => {
	let rest: N8nRest;
	let simulators: Simulators;
	const credentials = new Map<Caller, SavedCredential>();
	const saved: SavedWorkflow[] = [];
	const all: Used[] = [];

	beforeAll(async () => {
		rest = await connect();
		simulators = {
			engage: await startSimulator({
				...{ seed: 1, samples: false, statistics: { tickMs: 0 } },
				...{ exports: { bytesPerFile: 2_000 }, webServices: { delayMs: 1 } },
			}),
			cloud: await startSimulator({ seed: 1 }),
		};
		for (const caller of Object.keys(CREDENTIALS) as Caller[]) await saveCredential(caller);
		const cases = await toolCases(simulators);
		for (const name of new Set(cases.map(({ description }) => description.name))) {
			const own = cases.filter(({ description }) => description.name === name);
			for (let from = 0; from < own.length; from += AT_ONCE) {
				await useAll(`${name}-${from}`, own.slice(from, from + AT_ONCE));
			}
		}
	}, 900_000);

	afterAll(async () => {
		for (const { id } of saved) await rest.deactivate(id);
		for (const { id } of credentials.values()) await rest.call('DELETE', `/credentials/${id}`);
		await simulators?.engage.close();
		await simulators?.cloud.close();
	});

	const simulatorOf = (caller: Caller) =>
		simulators[caller === 'user' || caller === 'client' ? 'cloud' : 'engage'];

	async function saveCredential(caller: Caller): Promise<void> {
		const simulator = simulatorOf(caller);
		const wanted = demoCredentials(simulator).find(({ name }) => name === CREDENTIALS[caller])!;
		const credential = await rest.createCredential({ ...wanted, name: `Tools: ${wanted.name}` });
		credentials.set(caller, credential);
		if (caller === 'user') await connectUser(rest, credential.id, simulator);
	}

	/** The tool, with values that its simulator has been prepared for. */
	const prepared = async ({ description, view, caller, values }: ToolCase) =>
		filledTool(description, view, await values(), credentials.get(caller)!);

	/** Publishes a server with these tools, and uses each. */
	async function useAll(path: string, cases: ToolCase[]): Promise<void> {
		const tools: FilledTool[] = [];
		for (const one of cases) tools.push(await prepared(one));
		await publish(path, tools);
		const server = new McpConnection(`${instance().url}/mcp/${path}`);
		await server.open();
		try {
			const listed = await server.tools();
			for (const one of cases) {
				const used = await use(server, one);
				all.push({ ...used, listed: listed.find(({ name }) => name === used.name) });
			}
		} finally {
			await server.close();
		}
	}

	async function use(server: McpConnection, one: ToolCase): Promise<Used> {
		const tool = await prepared(one);
		const used = { ...tool, node: one.description.displayName };
		const right = await server.call(tool.name, argumentsOf(tool.filled));
		if (FILES_ONLY.includes(tool.operation)) return { ...used, right };
		const { filled } = await prepared(one);
		const value = wrongValue({ ...tool, filled });
		const { control } = simulatorOf(one.caller);
		if (!value) refuse(simulatorOf(one.caller));
		const wrong = await server.call(tool.name, {
			...argumentsOf(filled),
			...(value ? argumentsOf([value]) : {}),
		});
		control.faults.clear();
		const about = value ? wordsOf(value) : [REFUSAL];
		return { ...used, right, wrong: { ...wrong, about } };
	}

	async function publish(path: string, tools: FilledTool[]): Promise<void> {
		const type = '@n8n/n8n-nodes-langchain.mcpTrigger';
		const trigger = node(TRIGGER, type, { path }, { typeVersion: 2 });
		const toTrigger = { ai_tool: [[{ node: TRIGGER, type: 'ai_tool', index: 0 }]] };
		const nodes = tools.map(({ workflowNode }) => workflowNode);
		const connections = Object.fromEntries(nodes.map(({ name }) => [name, toTrigger]));
		const workflow = await rest.importWorkflow({
			...{ name: `Tools of ${path.replace('-', ' ')}`, nodes: [trigger, ...nodes], connections },
		});
		saved.push(workflow);
		await rest.activate(workflow);
		expect(await outcomeOfPublication(rest, workflow.id)).toMatchObject({ status: 'published' });
	}

	/** Of those for which it does not hold, what is needed to see why. */
	const without = (holds: (used: Used) => boolean) =>
		all
			.filter((used) => !holds(used))
			.map(({ operation, filled, right, wrong }) => ({
				...{ operation, given: argumentsOf(filled), right, wrong },
			}));

	test('each is listed, with each of its parameters under a name of its own', () => {
		expect(all.length).toBeGreaterThan(150);
		const wrong = all.map(({ operation, listed, filled }) => ({
			operation,
			keys: Object.keys(listed?.inputSchema.properties ?? { none: {} }).sort(),
			expected: filled.map(({ key }) => key).sort(),
		}));
		expect(wrong.map(({ operation, keys }) => ({ operation, keys }))).toEqual(
			wrong.map(({ operation, expected: keys }) => ({ operation, keys })),
		);
	});

	test('each succeeds, or says that it needs a file', () => {
		const isAsExpected = (used: Used) =>
			FILES_ONLY.includes(used.operation) ? needsFile(used) : hasSucceeded(used);
		expect(without(isAsExpected)).toEqual([]);
	});

	test('each says clearly what is wrong', () => {
		expect(without(hasClearError)).toEqual([]);
	});

	test('none has an internal error', () => {
		expect(without(({ right, wrong = right }) => !isInternal(right) && !isInternal(wrong))).toEqual(
			[],
		);
	});

	test('the documentation has the table of it', () => {
		const page = readFileSync(PAGE, 'utf8');
		const table = toolTable(all);
		if (process.env.UPDATE_TOOL_TABLE === '1') {
			writeFileSync(PAGE, page.replace(MARKED, table));
			return;
		}
		const cells = (text = '') => text.split('\n').map((line) => line.replace(/[ -]+/g, ' '));
		const documented = cells(MARKED.exec(page)?.[0]);
		expect({ documented, what: STALE }).toEqual({ documented: cells(table), what: STALE });
	});
});
