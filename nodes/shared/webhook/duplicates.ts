import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** How many deliveries n8n's database remembers for one trigger node. */
const REMEMBERED_DELIVERIES = 1000;

/**
 * Lets a delivery pass that n8n's database has not seen, and nothing of one that it has. This is what stops a
 * redelivery after a restart, or one that another process of the same n8n took; copies that arrive together are caught
 * before, by `RecentDeliveries`.
 *
 * Beside the delivery itself, "delivery taken by this execution" is recorded: when n8n runs the same execution again,
 * after a worker was lost, the delivery still passes.
 */
export async function onlyNewDeliveries(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const id = items[0]?.json.deliveryId;
	if (typeof id !== 'string' || context.getMode() === 'manual') return items;
	const own = `${id}@${context.getExecutionId()}`;
	// The first two executions of a node that record something at the same moment both insert its row, and one of them
	// fails: by the second try the row is there.
	const recorded = (await record(context, [id, own])) ?? (await record(context, [id, own]));
	// Genesys has its answer: without a database, a delivery twice is better than none.
	if (!recorded) return items;
	return recorded.new.includes(id) || recorded.processed.includes(own) ? items : [];
}

async function record(context: IExecuteFunctions, ids: string[]) {
	try {
		return await context.helpers.checkProcessedAndRecord(ids, 'node', {
			mode: 'entries',
			maxEntries: 2 * REMEMBERED_DELIVERIES,
		});
	} catch (error) {
		context.logger.warn(`A delivery could not be recorded: ${(error as Error).message}`);
		return undefined;
	}
}
