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
	const { new: unseen, processed } = await context.helpers.checkProcessedAndRecord(
		[id, own],
		'node',
		{ mode: 'entries', maxEntries: 2 * REMEMBERED_DELIVERIES },
	);
	return unseen.includes(id) || processed.includes(own) ? items : [];
}
