import type { INodeType } from 'n8n-workflow';
import { loadPackage } from './package';
import { runNode, type NodeRun, type NodeRunResult } from './runNode';

/**
 * Runs an action node as n8n does where a model uses it: under the node type that n8n makes of it, with what the model gave as
 * the input item, which expressions read where a workflow has `$fromAI`.
 */
export async function runTool(run: NodeRun): Promise<NodeRunResult> {
	const type = (await loadPackage()).getNode(run.node).type as INodeType;
	const name = `${run.node}Tool`;
	const tool = Object.create(type, {
		description: { value: { ...type.description, name } },
	}) as INodeType;
	return await runNode({ ...run, node: name, extraNodes: { [name]: tool } });
}
