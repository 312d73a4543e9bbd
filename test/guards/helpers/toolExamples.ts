import type { Workflow, WorkflowNode } from '../../../tools/n8n';
import { builtNodes } from '../../contract/helpers/descriptions';
import { idOf, isReading, toolNodes, type ToolSettings } from './toolNodes';

/** An example in which a model uses nodes as its tools. */
interface ToolExample {
	file: string;
	name: string;
	/** On the note beside the tools. */
	note: string;
	/** What has the tools. */
	hosts: (name: string) => Hosts;
	/** What the tools are made from, by the name of the node, in their order. */
	nodes: Record<string, ToolSettings>;
}

interface Hosts {
	nodes: WorkflowNode[];
	connections: Workflow['connections'];
	/** Name of the node that a tool (`resource.operation`) belongs to. */
	toolsOf: (operation: string) => string;
}

const CLOUD = 'genesysCloudOAuth2Api';
const isClients = (operation: string) => /^(openMessaging|agentless)\./.test(operation);

const cloudTools: Pick<ToolSettings, 'credentials'> = {
	credentials: (operation) => ({
		[CLOUD]: isClients(operation) ? 'Genesys Cloud (client)' : 'Genesys Cloud (user)',
	}),
};

const notOfCloud = [
	// It takes a file: a model asks for the URL to send one to.
	'messageMedia.upload',
	// Administration, and whatever an organization has set up.
	...['oAuthClient.getAll', 'oAuthClient.getUsage', 'dataAction.getAll', 'dataAction.execute'],
];

const tokenApi: Pick<ToolSettings, 'credentials' | 'fixed'> = {
	credentials: () => ({ genesysTokenApi: 'Genesys Token API' }),
	fixed: { authentication: 'token' },
};

const keyApi: Pick<ToolSettings, 'credentials'> = {
	credentials: () => ({ genesysApi: 'Genesys API' }),
};

const mcpNote = (product: string) =>
	[
		`## MCP server for ${product}`,
		'An MCP client finds these tools at the production URL of **MCP Server Trigger**, with the token of the credential **MCP Client Token**.',
		'Delete what a model should not be able to do, and what it does not need: with fewer tools it chooses better.',
	].join('\n\n');

export const toolExamples: readonly ToolExample[] = [
	{
		file: 'mcp-server-for-genesys.json',
		name: 'MCP server for Genesys',
		note: mcpNote('Genesys Cloud'),
		hosts: mcpTrigger(
			'genesys-cloud',
			'These tools work on email, message and other conversations in Genesys Cloud.',
			'Most of them need the ID of a conversation. "Get any conversation with ID of each participant and communication" gives the IDs of its participants and communications.',
			'IDs of queues, users, flows, languages, skills and wrap-up codes come from the tools that get many of them.',
			'Leave out what you do not know; never invent an ID.',
			'Ask before you disconnect, merge or transfer a conversation, or send something to a customer.',
		),
		nodes: {
			genesysCloudConversations: {
				...cloudTools,
				leftOut: notOfCloud,
			},
		},
	},
	{
		file: 'mcp-server-read-only.json',
		name: 'Read-only MCP server for Genesys',
		note: mcpNote('Genesys Cloud that only reads'),
		hosts: mcpTrigger(
			'genesys-cloud-read-only',
			'These tools read conversations in Genesys Cloud; none of them changes anything.',
			'Most of them need the ID of a conversation. "Get conversation with participants and communications" gives the IDs of its participants and communications.',
			'Leave out what you do not know; never invent an ID.',
		),
		nodes: {
			genesysCloudConversations: {
				...cloudTools,
				reads: true,
				// It makes the place that the URL is of.
				leftOut: [...notOfCloud, 'messageMedia.getUploadUrl'],
			},
		},
	},
	{
		file: 'mcp-server-for-multicloud-cx.json',
		name: 'MCP server for Genesys Multicloud CX',
		note: mcpNote('Genesys Multicloud CX'),
		hosts: mcpTrigger(
			'genesys-multicloud-cx',
			'These tools work on workitems, secure emails, the emails of an agent, messages, statistics and data exports in Genesys Multicloud CX.',
			'An email of an agent is accepted first, then replied to, sent and completed.',
			'Leave out what you do not know; never invent an ID.',
			'Ask before you delete or stop something, or send something to a customer.',
		),
		nodes: {
			genesysOpenMedia: keyApi,
			genesysSecureEmail: keyApi,
			genesysMessaging: {
				credentials: () => ({ genesysMessagingChannelApi: 'Genesys SMS Channel' }),
				leftOut: [
					// It takes a file.
					'media.upload',
					// A message in the form of the API, and an answer to all that a trigger gave.
					...['message.sendCustom', 'message.reply'],
				],
			},
			genesysAgentEmail: {
				credentials: () => ({ genesysWebServicesApi: 'Genesys Web Services API' }),
				// It takes a file.
				leftOut: ['attachment.upload'],
			},
			genesysStatistics: tokenApi,
			genesysUserDataManagement: {
				...tokenApi,
				leftOut: [
					// Administration, one of which takes a file.
					'certificate.get',
					'certificate.upload',
					// Too much at once.
					'file.downloadMany',
					'exportHistory.waitForFilesOfMany',
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
	},
	{
		file: 'ai-agent-for-genesys-cloud.json',
		name: 'AI agent for Genesys Cloud',
		note: [
			'## AI agent for Genesys Cloud',
			'Open the chat and ask who takes part in a conversation, what was written in it, or have it wrapped up: *Wrap up (ID of a conversation) as Solved*.',
			'**OpenAI Chat Model** can be any other chat model of n8n. Each tool is a node: delete what the model should not be able to do, and add others from **Genesys Cloud Conversations Tool**.',
		].join('\n\n'),
		hosts: agent,
		nodes: {
			genesysCloudConversations: {
				...cloudTools,
				only: [
					...['conversation.get', 'conversation.search', 'directory.getWrapUpCodes'],
					...['email.getMessage', 'email.getMessages', 'message.getMessage'],
					...['wrapUp.applyEmail', 'wrapUp.applyMessage'],
				],
			},
		},
	},
	{
		file: 'ai-agent-with-approval.json',
		name: 'AI agent for Genesys Cloud with approval',
		note: [
			'## AI agent for Genesys Cloud with approval',
			'What the model reads, it reads by itself. What changes something goes through **Approval**: the chat shows which tool the model wants with which values, and nothing is sent to Genesys before somebody has approved it.',
			'In place of **Approval**, the human review of Slack, Microsoft Teams, Gmail or another node of n8n asks somebody else. Connect every tool that must not run by itself to it.',
		].join('\n\n'),
		hosts: approvedAgent,
		nodes: {
			genesysCloudConversations: {
				...cloudTools,
				only: [
					...['conversation.get', 'conversation.search', 'directory.getWrapUpCodes'],
					...['email.getMessages', 'message.getMessage'],
					...['conversation.disconnect', 'message.send'],
					...['wrapUp.applyEmail', 'wrapUp.applyMessage'],
				],
			},
		},
	},
];

/** The workflow, as n8n exports it. */
export async function workflowOf({ name, note, hosts, nodes }: ToolExample): Promise<Workflow> {
	const built = await builtNodes();
	const tools = Object.entries(nodes).flatMap(([wanted, settings]) => {
		const { description } = built.find((one) => one.description.name === wanted)!;
		return toolNodes(description, settings);
	});
	const { nodes: around, connections, toolsOf } = hosts(name);
	const hostOf = ({ parameters: { resource, operation } }: WorkflowNode) =>
		toolsOf(`${String(resource)}.${String(operation)}`);
	const readMe = nodeOf(name, 'Read Me', 'n8n-nodes-base.stickyNote', 1, {
		position: [-560, 0],
		parameters: { content: note, height: 300, width: 420 },
	});
	return {
		name,
		nodes: [readMe, ...around, ...inRows(tools)],
		connections: {
			...connections,
			...Object.fromEntries(tools.map((tool) => [tool.name, to(hostOf(tool), 'ai_tool')])),
		},
		settings: { executionOrder: 'v1' },
		pinData: {},
	};
}

function mcpTrigger(path: string, ...instructions: string[]): (name: string) => Hosts {
	const trigger = 'MCP Server Trigger';
	return (name) => ({
		nodes: [
			nodeOf(name, trigger, '@n8n/n8n-nodes-langchain.mcpTrigger', 2, {
				parameters: {
					authentication: 'bearerAuth',
					path,
					instructions: instructions.join(' '),
				},
				webhookId: idOf(`${name}: webhook`),
				credentials: { httpBearerAuth: { id: null, name: 'MCP Client Token' } },
			}),
		],
		connections: {},
		toolsOf: () => trigger,
	});
}

function agent(name: string): Hosts {
	const [chat, model, memory, aiAgent] = [
		...['When chat message received', 'OpenAI Chat Model', 'Simple Memory', 'AI Agent'],
	];
	return {
		nodes: [
			nodeOf(name, chat, '@n8n/n8n-nodes-langchain.chatTrigger', 1.1, {
				parameters: { options: {} },
				webhookId: idOf(`${name}: webhook`),
			}),
			nodeOf(name, aiAgent, '@n8n/n8n-nodes-langchain.agent', 3, {
				position: [240, 0],
				parameters: {
					options: {
						systemMessage: [
							'You help people who work with conversations in Genesys Cloud.',
							'Use the tools for what you are asked; never invent an ID.',
							'When a tool fails, say why in the words of its error.',
							'Ask before you change something that you were not told to change.',
						].join(' '),
					},
				},
			}),
			nodeOf(name, model, '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2, {
				position: [160, 180],
				parameters: { model: { __rl: true, mode: 'id', value: 'gpt-4.1-mini' }, options: {} },
				credentials: { openAiApi: { id: null, name: 'OpenAI' } },
			}),
			nodeOf(name, memory, '@n8n/n8n-nodes-langchain.memoryBufferWindow', 1.3, {
				position: [320, 180],
			}),
		],
		connections: {
			[chat]: to(aiAgent, 'main'),
			[model]: to(aiAgent, 'ai_languageModel'),
			[memory]: to(aiAgent, 'ai_memory'),
		},
		toolsOf: () => aiAgent,
	};
}

/** The agent, whose tools that change something wait for somebody's approval in the chat. */
function approvedAgent(name: string): Hosts {
	const { nodes, connections, toolsOf } = agent(name);
	const [approval, answer] = ['Approval', 'Answer'];
	const chat = '@n8n/n8n-nodes-langchain.chat';
	const ofAgent = toolsOf('');
	return {
		nodes: [
			...nodes.map((node) =>
				node.type === `${chat}Trigger`
					? {
							...node,
							// With 1.1, a chat that is not public has no Response Mode.
							typeVersion: 1.4,
							parameters: { options: { responseMode: 'responseNodes' } },
						}
					: node,
			),
			nodeOf(name, answer, chat, 1.3, {
				position: [600, 0],
				parameters: { operation: 'send', message: '={{ $json.output }}' },
			}),
			nodeOf(name, approval, `${chat}HitlTool`, 1.3, {
				position: [480, 180],
				parameters: {
					message:
						'=The model wants to use {{ $tool.name }}:\n\n{{ JSON.stringify($tool.parameters) }}',
					approvalOptions: { values: { approvalType: 'double' } },
				},
			}),
		],
		connections: {
			...connections,
			[ofAgent]: to(answer, 'main'),
			[approval]: to(ofAgent, 'ai_tool'),
		},
		toolsOf: (operation) => (isReading(operation) ? ofAgent : approval),
	};
}

const to = (node: string, type: string) => ({ [type]: [[{ node, type, index: 0 }]] });

function nodeOf(
	workflow: string,
	name: string,
	type: string,
	typeVersion: number,
	more: Partial<WorkflowNode>,
): WorkflowNode {
	const id = idOf(`${workflow}: ${name}`);
	return { id, name, type, typeVersion, position: [0, 0], parameters: {}, ...more };
}

const [COLUMN, ROW] = [240, 200];

/** Below what has them, the operations of a resource side by side. */
function inRows(tools: WorkflowNode[]): WorkflowNode[] {
	const rows = [...new Set(tools.map(rowOf))];
	return tools.map((tool) => {
		const row = rows.indexOf(rowOf(tool));
		const column = tools.filter((other) => rowOf(other) === rowOf(tool)).indexOf(tool);
		return { ...tool, position: [column * COLUMN, (row + 2) * ROW] };
	});
}

const rowOf = ({ type, parameters }: WorkflowNode) => `${type} ${String(parameters.resource)}`;
