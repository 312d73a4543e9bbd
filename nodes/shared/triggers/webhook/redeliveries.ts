import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { deduplicate } from '../deduplicate';
import type { Accepted } from './receive';

/** What the user set, of all triggers with a signed webhook. */
interface Settings {
	responseMode: Accepted['responseMode'];
	options: { ignoreRedeliveries?: boolean };
}

/**
 * The items without those that another execution has passed on. When the answer waits for the end of the workflow, all pass:
 * who delivers again then was not told that it is done, and that the workflow was begun does not say so.
 */
export const withoutRedeliveries = async (
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	{ responseMode, options: { ignoreRedeliveries = true } }: Settings,
): Promise<INodeExecutionData[]> =>
	ignoreRedeliveries && responseMode === 'onReceived'
		? await deduplicate(context, items, ({ deliveryId }) => deliveryId)
		: items;
