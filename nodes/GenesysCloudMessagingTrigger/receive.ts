import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { ValuesOf } from '../shared/descriptions/property';
import { settingsOf } from '../shared/triggers/settings';
import { receiveSigned } from '../shared/triggers/webhook/receive';
import { RecentDeliveries } from '../shared/triggers/webhook/recentDeliveries';
import { webhookCredential } from '../shared/triggers/webhook/secrets';
import { hubSignature256 } from '../shared/triggers/webhook/verify';
import { isWanted } from '../shared/triggers/wanted';
import { readMessage, type CloudMessage } from './message';
import { properties } from './properties';

const recent = new RecentDeliveries();
const webhook = { credential: webhookCredential, signature: hubSignature256 };

/** One delivery of an open messaging integration. What is accepted is answered 200, also when it is not wanted. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await receiveSigned(context, webhook, recent, (delivery) => {
		const message = readMessage(delivery);
		const settings = settingsOf(context, properties);
		const { includeRaw, ignoreRedeliveries = true } = settings.options;
		const output = includeRaw ? { ...message, raw: delivery.json } : message;
		return {
			id: message.deliveryId,
			answer: { messageId: message.messageId },
			output: passes(message, settings) ? [output] : [],
			once: ignoreRedeliveries,
			responseMode: settings.responseMode,
		};
	});
}

const passes = (
	{ integrationId, type, originatingEntity }: CloudMessage,
	{
		types,
		filters: { integrationIds = [], originatingEntities = [] },
	}: ValuesOf<typeof properties>,
) =>
	isWanted(types, type) &&
	isWanted(integrationIds, integrationId) &&
	isWanted(originatingEntities, originatingEntity);
