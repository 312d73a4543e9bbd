import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { settingsOf } from '../shared/triggers/settings';
import { receiveSigned } from '../shared/triggers/webhook/receive';
import { RecentDeliveries } from '../shared/triggers/webhook/recentDeliveries';
import { webhookCredential } from '../shared/triggers/webhook/secrets';
import { hubSignature } from '../shared/triggers/webhook/verify';
import { acceptedAnswer, filterEvents, outputOf, readDelivery } from './events';
import { properties } from './properties';

const recent = new RecentDeliveries();
const webhook = { credential: webhookCredential, signature: hubSignature };

/** One delivery of the Interactions webhook. What is accepted is answered 200, also when the filters leave nothing of it. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await receiveSigned(context, webhook, recent, (signed) => {
		const delivery = readDelivery(signed);
		const { events, output, responseMode, filters, options } = settingsOf(context, properties);
		const { mediaTypes = [], interactionSubtypes = [] } = filters;
		const { includeHeaders = false, ignoreRedeliveries = true } = options;
		const wanted = filterEvents(delivery.events, { events, mediaTypes, interactionSubtypes });
		const perDelivery = output === 'delivery';
		return {
			id: delivery.id,
			answer: acceptedAnswer(delivery),
			output: wanted.length > 0 ? outputOf(delivery, wanted, { perDelivery, includeHeaders }) : [],
			once: ignoreRedeliveries,
			responseMode,
		};
	});
}
