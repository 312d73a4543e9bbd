import { TriggerContext } from 'n8n-core';
import type { IDataObject, INodeParameters, WorkflowExecuteMode } from 'n8n-workflow';
import { additionalData, type Credentials } from './additionalData';
import { until } from './until';
import { nodeInWorkflow } from './workflow';

export interface RunningTrigger {
	/** Items of each emit, in order. */
	emitted: IDataObject[][];
	/** What the trigger told n8n it failed with. */
	errors: Array<Error & { description?: string | null }>;
	until: typeof until;
	/** What n8n does when the workflow is deactivated. */
	close(): Promise<void>;
}

/** Starts a trigger node of the package as n8n does when a workflow is activated, or tested by hand (mode manual). */
export async function startTrigger(
	name: string,
	parameters: INodeParameters,
	credentials: Credentials,
	mode: WorkflowExecuteMode = 'trigger',
): Promise<RunningTrigger> {
	const { workflow, node, type } = await nodeInWorkflow({ node: name, parameters, credentials });
	const emitted: IDataObject[][] = [];
	const errors: RunningTrigger['errors'] = [];
	const context = new TriggerContext(
		workflow,
		node,
		additionalData(credentials),
		mode,
		'activate',
		(data) => void emitted.push(data[0].map(({ json }) => json)),
		(error) => void errors.push(error),
	);
	const response = await type.trigger?.call(context);
	if (mode === 'manual') await response?.manualTriggerFunction?.();
	return {
		emitted,
		errors,
		close: async () => await response?.closeFunction?.(),
		until,
	};
}
