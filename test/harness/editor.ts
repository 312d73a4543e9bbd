import { LoadOptionsContext } from 'n8n-core';
import { additionalData } from './additionalData';
import { nodeInWorkflow, type NodeSetup } from './workflow';

/**
 * Asks for the lists of a node's fields as the editor does, with what the node is set to at the moment.
 *
 * @param path of the field, below the parameters; lists that depend on what is beside the field need it
 */
export async function openEditor(setup: NodeSetup, path = '') {
	const { workflow, node, type } = await nodeInWorkflow(setup);
	// The editor sends what is in its fields, also in those that are not shown.
	const currentNodeParameters = { ...node.parameters, ...setup.parameters };
	const data = { ...additionalData(setup.credentials), currentNodeParameters };
	const context = new LoadOptionsContext(workflow, node, data, path);
	const { listSearch = {}, loadOptions = {} } = type.methods ?? {};
	return {
		context,
		search: async (field: string, filter?: string, token?: string) =>
			await listSearch[field].call(context, filter, token),
		load: async (field: string) => await loadOptions[field].call(context),
	};
}
