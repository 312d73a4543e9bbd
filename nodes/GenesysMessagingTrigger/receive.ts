import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { AgentMessage } from '../shared/apis/messaging';
import type { ValuesOf } from '../shared/descriptions/property';
import { settingsOf } from '../shared/triggers/settings';
import { currentSpan } from '../shared/triggers/webhook/fingerprint';
import { receiveSigned } from '../shared/triggers/webhook/receive';
import { RecentDeliveries } from '../shared/triggers/webhook/recentDeliveries';
import { channelCredential } from '../shared/triggers/webhook/secrets';
import { hubSignature } from '../shared/triggers/webhook/verify';
import { isWanted } from '../shared/triggers/wanted';
import { readMessage } from './message';
import { properties } from './properties';

const recent = new RecentDeliveries();
const webhook = { credential: channelCredential, signature: hubSignature };

type Filters = ValuesOf<typeof properties>['filters'];

/**
 * One delivery of an agent's message. What is accepted is answered 200 with the id that receipts are matched by, also when
 * the filters leave nothing of it.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await receiveSigned(context, webhook, recent, ({ body, json, traceId }) => {
		const { message, ownId } = readMessage(body, json);
		const { responseMode, filters, options } = settingsOf(context, properties);
		// The same words can be said twice: without an id of Genesys, they are a redelivery for a short time only.
		const period = ownId ? [currentSpan()] : [];
		const deliveryId = [message.channelId ?? '', message.messageId, ...period].join(':');
		const output: IDataObject = {
			...message,
			deliveryId,
			...(traceId === undefined ? {} : { traceId }),
			...(options.includeRaw ? { raw: json } : {}),
		};
		return {
			id: deliveryId,
			answer: { messageId: message.messageId },
			output: passes(message, filters) ? [output] : [],
			once: options.ignoreRedeliveries ?? true,
			responseMode,
		};
	});
}

const passes = (
	{ channelId, channelType, type }: AgentMessage,
	{ channelIds = [], channelTypes = [], messageTypes = [] }: Filters,
) =>
	isWanted(channelIds, channelId) &&
	isWanted(channelTypes, channelType) &&
	isWanted(messageTypes, type);
