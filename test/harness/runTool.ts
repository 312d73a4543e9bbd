import type { IDataObject, INodeType } from 'n8n-workflow';
import { loadPackage } from './package';
import { runNode, type NodeRun, type NodeRunResult } from './runNode';

/** What a model is given of a call: rows, or the text of an error. */
export interface ToolAnswer {
	rows: IDataObject[];
	says: string;
	/** Rows that have a file, which n8n does not hand on to a model. */
	files: number;
}

/** A node as n8n makes it a tool: under a name of its own, by which fields are shown or hidden. */
export function toolOf(type: INodeType): INodeType {
	const description = { ...type.description, name: `${type.description.name}Tool` };
	return Object.assign(Object.create(type) as INodeType, { description });
}

/**
 * Runs an action node as n8n does where a model uses it, with what the model gave as the input item, which expressions read where a
 * workflow has `$fromAI`.
 */
export async function runAsTool(run: NodeRun): Promise<NodeRunResult> {
	const type = (await loadPackage()).getNode(run.node).type as INodeType;
	const tool = `${run.node}Tool`;
	return await runNode({ ...run, node: tool, extraNodes: { [tool]: toolOf(type) } });
}

/** What a model is given of such a run. */
export async function runTool(run: NodeRun): Promise<ToolAnswer> {
	const { items, error } = await runAsTool(run);
	return {
		rows: items.map(({ json }) => json),
		says: error?.message ?? '',
		files: items.filter(({ binary }) => binary !== undefined).length,
	};
}

/** Rows that a person adds, as a model gives them: the list of what they hold, and those of names and values as an object. */
export function fromRows(value: IDataObject): unknown {
	if (!Object.values(value).every(Array.isArray)) return value;
	const rows = Object.values(value).flat() as IDataObject[];
	const arePairs = rows.length > 0 && rows.every((row) => Object.keys(row).join() === 'key,value');
	return arePairs ? Object.fromEntries(rows.map(({ key, value: own }) => [key, own])) : rows;
}
