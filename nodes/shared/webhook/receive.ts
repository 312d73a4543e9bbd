import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { RecentDeliveries } from './recentDeliveries';

/** Ends the request here and starts nothing. */
export function answer(
	context: IWebhookFunctions,
	status: number,
	body: IDataObject,
): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}

/** The same few words whatever was wrong, so that a stranger learns nothing; the reason is in n8n's log. */
export function unauthorized(context: IWebhookFunctions, reason: string): IWebhookResponseData {
	const { name } = context.getNode();
	context.logger.warn(`"${name}" did not accept a delivery: ${reason}`, {
		workflowId: context.getWorkflow().id,
		node: name,
	});
	return answer(context, 401, { error: 'Unauthorized' });
}

/**
 * Hands a delivery over to n8n once. It is remembered only when n8n has registered the execution and answered 200;
 * anything else leaves it to be delivered again.
 */
export async function takeOnce(
	context: IWebhookFunctions,
	recent: RecentDeliveries,
	id: string,
	body: IDataObject,
	output: IDataObject[],
): Promise<IWebhookResponseData> {
	const { id: workflowId } = context.getWorkflow();
	const claim = await recent.claim([workflowId, context.getNode().id, id].join(':'));
	if (!claim) return answer(context, 200, body);
	const response = context.getResponseObject();
	// A connection that closes without a complete answer leaves open whether n8n took it: let it come again.
	const settle = () => claim.settle(response.writableFinished && response.statusCode === 200);
	if (response.closed) settle();
	else response.once('close', settle);
	return started(body, output);
}

/** Starts an execution with one item per entry of `output`; n8n answers once it is registered. */
export function started(body: IDataObject, output: IDataObject[]): IWebhookResponseData {
	return { webhookResponse: body, workflowData: [output.map((json) => ({ json }))] };
}
