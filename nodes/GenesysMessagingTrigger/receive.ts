import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { nameList } from '../shared/descriptions/fields';
import { rawBodyOf } from '../shared/webhook/rawBody';
import { answer, started, takeOnce, unauthorized } from '../shared/webhook/receive';
import { RecentDeliveries } from '../shared/webhook/recentDeliveries';
import { webhookSecrets } from '../shared/webhook/secrets';
import { rejectionOf } from '../shared/webhook/signature';
import { readMessage, type AgentMessage } from './message';

/** Milliseconds for which the same bytes without an id count as one message. */
const SAME_WORDS_MS = 10 * 60_000;

const recent = new RecentDeliveries();

/** What the user set. */
interface Settings {
	filters: { channelIds?: string; channelTypes?: string[]; messageTypes?: string[] };
	options: { ignoreRedeliveries?: boolean; includeRaw?: boolean };
}

/**
 * One delivery of an agent's message: the signature first, over the bytes as they came; then what it says. What is
 * accepted is answered 200 with the id that receipts are matched by, also when the filters leave nothing of it.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const headers = context.getHeaderData() as IDataObject;
	const body = await rawBodyOf(context);
	if (!body) return unauthorized(context, 'its body could not be read');
	const secrets = await webhookSecrets(context, 'genesysMessagingChannelApi');
	// To be delivered again, when the credential can be read.
	if (!secrets) return answer(context, 503, { error: 'Try again later' });
	const rejection = rejectionOf(body, headers['x-hub-signature'] as string | undefined, secrets);
	if (rejection) return unauthorized(context, rejection);

	const read = readMessage(body);
	if (!read) return answer(context, 400, { error: 'The body is not a JSON object' });

	const { message, ownId, raw } = read;
	const filters = context.getNodeParameter('filters', {}) as Settings['filters'];
	const options = context.getNodeParameter('options', {}) as Settings['options'];
	const accepted = { messageId: message.messageId };
	if (!isWanted(message, filters)) return answer(context, 200, accepted);

	// The same words can be said twice: without an id of Genesys, they are a redelivery for a short time only.
	const period = ownId ? [Math.floor(Date.now() / SAME_WORDS_MS)] : [];
	const deliveryId = [message.channelId ?? '', message.messageId, ...period].join(':');
	const traceId = headers['x-b3-traceid'];
	const output: IDataObject = {
		...message,
		deliveryId,
		...(typeof traceId === 'string' ? { traceId } : {}),
		...(options.includeRaw ? { raw } : {}),
	};
	// A test message may be sent as often as the user likes.
	return (options.ignoreRedeliveries ?? true) && context.getMode() !== 'manual'
		? await takeOnce(context, recent, deliveryId, accepted, [output])
		: started(accepted, [output]);
}

/** What is not set lets everything pass. */
function isWanted(
	{ channelId, channelType, type }: AgentMessage,
	{ channelIds, channelTypes = [], messageTypes = [] }: Settings['filters'],
): boolean {
	const passes = (wanted: string[], value: string | undefined) =>
		wanted.length === 0 ||
		wanted.some((one) => one.toLowerCase() === String(value ?? '').toLowerCase());
	return (
		passes(nameList(channelIds), channelId) &&
		passes(channelTypes, channelType) &&
		passes(messageTypes, type)
	);
}
