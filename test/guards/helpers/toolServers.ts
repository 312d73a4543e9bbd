import type { INodeParameters } from 'n8n-workflow';
import type { Workflow, WorkflowNode } from '../../../tools/n8n';
import { builtNodes } from '../../contract/helpers/descriptions';
import { idOf, toolNodes, type ToolSettings } from './toolNodes';

const TRIGGER = 'MCP Server Trigger';

/** An example that offers the operations of nodes to MCP clients. */
interface ToolServer {
	file: string;
	name: string;
	/** Of its address: `/mcp/<path>`. */
	path: string;
	instructions: string;
	/** What is on the note beside the tools. */
	note: string;
	/** By the name of the node, in their order. */
	nodes: Record<string, ToolSettings>;
}

const CLOUD = 'genesysCloudOAuth2Api';
const isClients = (operation: string) => /^(openMessaging|agentless)\./.test(operation);

const tokenApi: Pick<ToolSettings, 'credentials' | 'fixed'> = {
	credentials: () => ({ genesysTokenApi: 'Genesys Token API' }),
	fixed: { authentication: 'token' },
};

const cloud: ToolServer = {
	file: 'mcp-server-for-genesys.json',
	name: 'MCP server for Genesys',
	path: 'genesys-cloud',
	instructions: [
		'These tools work on email, message and other conversations in Genesys Cloud.',
		'Most of them need the ID of a conversation. "Get conversation with participants and communications" gives the IDs of its participants and communications.',
		'IDs of queues, users, flows, languages, skills and wrap-up codes come from the tools that get many of them.',
		'Leave out what you do not know; never invent an ID.',
		'Ask before you disconnect, merge or transfer a conversation, or send something to a customer.',
	].join(' '),
	note: [
		'## MCP server for Genesys Cloud',
		'An MCP client finds these tools at the production URL of **MCP Server Trigger**, with the token of the credential **MCP Client Token**.',
		'Delete what a model should not be able to do, and what it does not need: with fewer tools it chooses better.',
	].join('\n\n'),
	nodes: {
		genesysCloudConversations: {
			credentials: (operation) => ({
				[CLOUD]: isClients(operation) ? 'Genesys Cloud (client)' : 'Genesys Cloud (user)',
			}),
			leftOut: [
				// It takes a file: a model asks for the URL to send one to.
				'messageMedia.upload',
				// Administration, and whatever an organization has set up.
				'oAuthClient.getAll',
				'oAuthClient.getUsage',
				'dataAction.getAll',
				'dataAction.execute',
			],
		},
	},
};

const multicloudCx: ToolServer = {
	file: 'mcp-server-for-multicloud-cx.json',
	name: 'MCP server for Genesys Multicloud CX',
	path: 'genesys-multicloud-cx',
	instructions: [
		'These tools work on workitems, secure emails, messages, statistics and data exports in Genesys Multicloud CX.',
		'Leave out what you do not know; never invent an ID.',
		'Ask before you delete or stop something, or send something to a customer.',
	].join(' '),
	note: [
		'## MCP server for Genesys Multicloud CX',
		'An MCP client finds these tools at the production URL of **MCP Server Trigger**, with the token of the credential **MCP Client Token**.',
		'Delete what a model should not be able to do, and what it does not need: with fewer tools it chooses better.',
	].join('\n\n'),
	nodes: {
		genesysOpenMedia: { credentials: () => ({ genesysApi: 'Genesys API' }) },
		genesysSecureEmail: { credentials: () => ({ genesysApi: 'Genesys API' }) },
		genesysMessaging: {
			credentials: () => ({ genesysMessagingChannelApi: 'Genesys SMS Channel' }),
			// Files, and a message written as JSON in the form of the API.
			leftOut: ['media.upload', 'media.download', 'message.sendRichMedia', 'message.sendCustom'],
		},
		genesysStatistics: tokenApi,
		genesysUserDataManagement: {
			...tokenApi,
			leftOut: [
				// Files.
				'file.download',
				'file.downloadMany',
				'certificate.upload',
				// A model asks again instead of waiting for as long as an export takes.
				'exportJob.createAndWait',
				'exportJob.waitForFiles',
				'exportHistory.waitForFiles',
				'exportHistory.waitForFilesOfMany',
				// Too much at once.
				'exportJob.deleteMany',
				'exportHistory.deleteMany',
				'file.deleteMany',
			],
		},
		genesysAuthentication: {
			...tokenApi,
			leftOut: ['user.changePassword', 'user.getJwt', 'session.signOut'],
		},
	},
};

export const toolServers: readonly ToolServer[] = [cloud, multicloudCx];

/** The workflow, as n8n exports it. */
export async function workflowOf({
	name,
	path,
	instructions,
	note,
	nodes,
}: ToolServer): Promise<Workflow> {
	const built = await builtNodes();
	const tools = Object.entries(nodes).flatMap(([wanted, settings]) => {
		const { description } = built.find((one) => one.description.name === wanted)!;
		return toolNodes(description, settings);
	});
	const parameters: INodeParameters = { authentication: 'bearerAuth', path, instructions };
	const trigger: WorkflowNode = {
		...nodeOf(`${name}: ${TRIGGER}`, TRIGGER, '@n8n/n8n-nodes-langchain.mcpTrigger', 2),
		parameters,
		webhookId: idOf(`${name}: webhook`),
		credentials: { httpBearerAuth: { id: null, name: 'MCP Client Token' } },
	};
	const sticky: WorkflowNode = {
		...nodeOf(`${name}: Read Me`, 'Read Me', 'n8n-nodes-base.stickyNote', 1),
		position: [-480, 0],
		parameters: { content: note, height: 300, width: 400 },
	};
	return {
		name,
		nodes: [sticky, trigger, ...inRows(tools)],
		connections: Object.fromEntries(
			tools.map((tool) => [
				tool.name,
				{ ai_tool: [[{ node: trigger.name, type: 'ai_tool', index: 0 }]] },
			]),
		),
		settings: { executionOrder: 'v1' },
		pinData: {},
	};
}

const nodeOf = (key: string, name: string, type: string, typeVersion: number): WorkflowNode => ({
	...{ id: idOf(key), name, type, typeVersion, position: [0, 0], parameters: {} },
});

const [COLUMN, ROW] = [240, 200];

/** Below the trigger, the operations of a resource side by side. */
function inRows(tools: WorkflowNode[]): WorkflowNode[] {
	const rows = [...new Set(tools.map(rowOf))];
	return tools.map((tool) => {
		const row = rows.indexOf(rowOf(tool));
		const column = tools.filter((other) => rowOf(other) === rowOf(tool)).indexOf(tool);
		return { ...tool, position: [column * COLUMN, (row + 1.5) * ROW] };
	});
}

const rowOf = ({ type, parameters }: WorkflowNode) => `${type} ${String(parameters.resource)}`;
