import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { extractFromAICalls, nodeNameToToolName } from 'n8n-workflow';
import { isObject } from '../../../nodes/shared/transport/body';
import { MCP_TOKEN } from '../../../demo/standIns';
import type { WorkflowNode } from '../../../tools/n8n';
import { fromRows } from '../../harness/runTool';

/** A tool as an MCP client sees it. */
export interface McpTool {
	name: string;
	description: string;
	inputSchema: {
		properties: Record<string, { type?: string; description?: string }>;
		required?: string[];
	};
}

/** What a client gets for a call. */
export interface McpAnswer {
	isError: boolean;
	text: string;
}

/** A real MCP client, connected to a server of n8n. */
export class McpConnection {
	private readonly client = new Client({ name: 'test', version: '1.0.0' });

	constructor(private readonly url: string) {}

	/** @throws when the server does not take the token */
	async open(token = MCP_TOKEN): Promise<void> {
		const headers = { Authorization: `Bearer ${token}` };
		const transport = new StreamableHTTPClientTransport(new URL(this.url), {
			requestInit: { headers },
		});
		await this.client.connect(transport);
	}

	instructions(): string {
		return this.client.getInstructions() ?? '';
	}

	async tools(): Promise<McpTool[]> {
		const { tools } = await this.client.listTools();
		return tools as unknown as McpTool[];
	}

	async call(name: string, args: Record<string, unknown>): Promise<McpAnswer> {
		const { content, isError } = await this.client.callTool({ name, arguments: args });
		const [first, ...more] = content as Array<{ type: string; text: string }>;
		expect([first?.type, more]).toEqual(['text', []]);
		return { isError: isError === true, text: first.text };
	}

	async close(): Promise<void> {
		await this.client.close();
	}
}

/** The nodes of a workflow that are tools, by the names of the tools. */
export const toolNodesOf = (nodes: WorkflowNode[]): Map<string, WorkflowNode> =>
	new Map(
		nodes
			.filter(({ type }) => type.startsWith('n8n-nodes-genesys.') && type.endsWith('Tool'))
			.map((node) => [nodeNameToToolName(node.name), node]),
	);

/** What a model gives a tool so that its node has these parameters. */
export function argumentsFor(
	{ inputSchema }: McpTool,
	node: WorkflowNode,
	parameters: INodeParameters,
): Record<string, unknown> {
	const values = Object.entries(valuesIn(node.parameters, parameters));
	return Object.fromEntries(
		values
			.filter(([, value]) => value !== undefined && value !== '')
			.map(([key, value]) => [key, asTyped(inputSchema.properties[key]?.type, value)]),
	);
}

/** The values of the parameters, by the name of the tool's parameter that stands in their place. */
function valuesIn(template: unknown, value: unknown): IDataObject {
	if (typeof template === 'string') {
		const [argument] = extractFromAICalls(template);
		return argument ? { [argument.key]: value as string } : {};
	}
	if (typeof template !== 'object' || template === null) return {};
	return Object.assign(
		{},
		...Object.entries(template).map(([name, inner]) =>
			valuesIn(inner, (value as IDataObject | undefined)?.[name]),
		),
	) as IDataObject;
}

function asTyped(type: string | undefined, value: unknown): unknown {
	if (isObject(value)) return asTyped(type, JSON.stringify(fromRows(value)));
	if (type === 'string') return typeof value === 'string' ? value : String(value);
	if (type === 'number') return Number(value);
	if (type !== undefined) return value;
	const parsed = (typeof value === 'string' ? JSON.parse(value) : value) as object;
	return Object.keys(parsed).length > 0 ? parsed : { name: 'value' };
}
