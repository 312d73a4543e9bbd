import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { rawBodyOf } from '../shared/webhook/rawBody';
import { answer, started, takeOnce, unauthorized } from '../shared/webhook/receive';
import { RecentDeliveries } from '../shared/webhook/recentDeliveries';
import { webhookSecrets } from '../shared/webhook/secrets';
import { rejectionOf } from '../shared/webhook/signature';
import { acceptedAnswer, filterEvents, outputOf, readDelivery } from './events';

const recent = new RecentDeliveries();

/** What the user set, in one read. */
interface Settings {
	events: string[];
	output: string;
	filters: { mediaTypes?: string[]; interactionSubtypes?: string[] };
	options: { ignoreRedeliveries?: boolean; includeHeaders?: boolean };
}

/**
 * One delivery of the Interactions webhook: the signature first, over the bytes as they came; then what it says.
 * Whatever is accepted is answered 200, also when the filters leave nothing of it.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const headers = context.getHeaderData() as IDataObject;
	const body = await rawBodyOf(context);
	if (!body) return unauthorized(context, 'its body could not be read');
	const secrets = await webhookSecrets(context, 'genesysWebhookApi');
	// To be delivered again, when the credential can be read.
	if (!secrets) return answer(context, 503, { error: 'Try again later' });
	const rejection = rejectionOf(body, headers['x-hub-signature'] as string | undefined, secrets);
	if (rejection) return unauthorized(context, rejection);

	const delivery = readDelivery(body, headers);
	if (!delivery) return answer(context, 400, { error: 'The body is not JSON' });

	const settings = readSettings(context);
	const events = filterEvents(delivery.events, {
		events: settings.events,
		mediaTypes: settings.filters.mediaTypes ?? [],
		interactionSubtypes: settings.filters.interactionSubtypes ?? [],
	});
	const accepted = acceptedAnswer(delivery);
	if (events.length === 0) return answer(context, 200, accepted);

	const { includeHeaders = false, ignoreRedeliveries = true } = settings.options;
	const perDelivery = settings.output === 'delivery';
	const output = outputOf(delivery, events, { perDelivery, includeHeaders });
	// A test event may be sent as often as the user likes.
	return ignoreRedeliveries && context.getMode() !== 'manual'
		? await takeOnce(context, recent, delivery.id, accepted, output)
		: started(accepted, output);
}

function readSettings(context: IWebhookFunctions): Settings {
	return {
		events: context.getNodeParameter('events', []) as string[],
		output: context.getNodeParameter('output', 'entity') as string,
		filters: context.getNodeParameter('filters', {}) as Settings['filters'],
		options: context.getNodeParameter('options', {}) as Settings['options'],
	};
}
