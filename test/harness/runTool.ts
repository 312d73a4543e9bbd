import type { IDataObject, INodeType } from 'n8n-workflow';
import { loadPackage } from './package';
import { runNode, type NodeRun } from './runNode';

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

/** Runs one node of the package as the tool of a model; `node` is its short name, as in `runNode`. */
export async function runTool({ node, ...run }: NodeRun): Promise<ToolAnswer> {
	const type = (await loadPackage()).getNode(node).type as INodeType;
	const tool = `${node}Tool`;
	const { items, error } = await runNode({
		...run,
		node: tool,
		extraNodes: { [tool]: toolOf(type) },
	});
	return {
		rows: items.map(({ json }) => json),
		says: error?.message ?? '',
		files: items.filter(({ binary }) => binary !== undefined).length,
	};
}
