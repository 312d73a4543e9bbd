import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { messaging, type AgentMessage } from '../shared/apis/messaging';
import { requestDefaults } from '../shared/descriptions/common';
import { openClient } from '../shared/transport/client';

/**
 * Reports each message as delivered on the channel that it came by, with one receipt for each recipient, as the documents
 * show it for emails. A receipt that cannot be sent is told on the item: the message itself is there all the same.
 */
export async function sendReceipts(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const opening = openClient(context, messaging, requestDefaults);
	// It is awaited for each item, which then says what was wrong.
	opening.catch(() => {});
	return await Promise.all(
		items.map(async ({ json, ...rest }) => {
			const { messageId, channelId, from, to = [] } = json as unknown as Partial<AgentMessage>;
			let receipt: IDataObject = { status: 'Delivered' };
			if (to.length === 0) return { ...rest, json };
			try {
				const send = await opening;
				await send({
					method: 'POST',
					path: '/messages',
					within: channelId,
					body: {
						messages: to.map(({ id }) => ({
							channel: { from: { id: from?.id ?? '' }, to: { id }, messageId },
							type: 'Receipt',
							status: 'Delivered',
						})),
					},
					idempotent: true,
				});
			} catch (error) {
				receipt = { error: (error as Error).message };
			}
			return { ...rest, json: { ...json, receipt } };
		}),
	);
}
