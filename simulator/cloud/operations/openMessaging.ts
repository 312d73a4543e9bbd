import type { Integration } from '../directory';
import { badRequest, notFound } from '../errors';
import type { Conversation, StoredMessage } from '../model';
import { page } from '../page';
import type { Call, Handlers, Organization } from './call';

interface From {
	id: string;
	idType: string;
	nickname?: string;
	firstName?: string;
	lastName?: string;
	email?: string;
}

interface Inbound {
	channel: { from: From; time: string; messageId?: string; metadata?: object };
	text?: string;
	content?: Array<{ attachment?: object }>;
	metadata?: Record<string, string>;
}

function integrationOf({ params }: Call, { directory }: Organization): Integration {
	const found = directory.integrations.find(({ id }) => id === params.integrationId);
	if (found?.messengerType === 'open') return found;
	throw notFound('integration', params.integrationId);
}

const nameOf = ({ nickname, firstName, lastName, id }: From) =>
	nickname ?? ([firstName, lastName].filter(Boolean).join(' ') || id);

/** The conversation with this customer that has not ended, or a new one in the queue of the integration. */
function talkWith(from: From, integration: Integration, { conversations }: Organization) {
	const open = conversations.talkWith('open', from.id, integration.id);
	if (open) return open;
	const created = conversations.create('message', {
		messengerType: 'open',
		integrationId: integration.id,
		customerAddress: from.id,
		ownAddress: integration.id,
		routing: { queueId: integration.queueId },
	});
	conversations.join(created, { purpose: 'customer', name: nameOf(from), address: from.id });
	conversations.route(created, integration.queueId);
	return created;
}

/** The channel of what came in, with what the platform adds. */
const channelOf = (channel: Inbound['channel'], { id }: Integration) => ({
	id,
	platform: 'Open',
	type: 'Private',
	...(channel.messageId === undefined ? {} : { messageId: channel.messageId }),
	to: { id, idType: 'Opaque' },
	from: channel.from,
	time: channel.time,
	...(channel.metadata ? { metadata: channel.metadata } : {}),
});

function keep(
	conversation: Conversation,
	{ channel, metadata }: Inbound,
	message: Pick<StoredMessage, 'textBody'> & Partial<StoredMessage>,
	{ conversations }: Organization,
) {
	return conversations.addMessage(conversation, {
		direction: 'inbound',
		timestamp: channel.time,
		providerMessageId: channel.messageId,
		metadata,
		...message,
	});
}

function receive(
	call: Call<Inbound, { prefetchConversationId?: boolean }>,
	organization: Organization,
) {
	const integration = integrationOf(call, organization);
	const { channel, text, content = [], metadata } = call.body;
	if (!text && content.length === 0) throw badRequest('text or content is needed.', 'text');
	const attachments = content.map((one) => ({ contentType: 'Attachment', ...one }));
	const conversation = talkWith(channel.from, integration, organization);
	const { id } = keep(
		conversation,
		call.body,
		{ textBody: text ?? '', ...(attachments.length > 0 ? { content: attachments } : {}) },
		organization,
	);
	return {
		id,
		channel: channelOf(channel, integration),
		type: attachments.length > 0 && !text ? 'Structured' : 'Text',
		...(text === undefined ? {} : { text }),
		...(attachments.length > 0 ? { content: attachments } : {}),
		...(metadata ? { metadata } : {}),
		...(call.query.prefetchConversationId ? { conversationId: conversation.id } : {}),
	};
}

function event(
	call: Call<{ channel: Inbound['channel']; events: Array<{ eventType: string }> }>,
	organization: Organization,
) {
	const integration = integrationOf(call, organization);
	const { channel, events } = call.body;
	if (events.length === 0) throw badRequest('events is empty.', 'events');
	const conversation = talkWith(channel.from, integration, organization);
	for (const { eventType } of events) {
		conversation.typing.push({ type: eventType, time: channel.time });
	}
	return {
		id: organization.conversations.newId(),
		channel: channelOf(channel, integration),
		type: 'Event',
		events: events.map(({ eventType }) => ({
			eventType,
			...(eventType === 'Typing' ? { typing: { type: 'On' } } : {}),
		})),
	};
}

const STATUSES: Record<string, string> = {
	Sent: 'sent',
	Delivered: 'delivery-success',
	Failed: 'delivery-failed',
	Published: 'published',
	Removed: 'removed',
};

function receipt(
	call: Call<{
		id: string;
		channel: { to: { id: string; idType?: string }; time: string };
		status: string;
		reasons?: object[];
		isFinalReceipt?: boolean;
	}>,
	organization: Organization,
) {
	const integration = integrationOf(call, organization);
	const { id, channel, status, reasons, isFinalReceipt } = call.body;
	const message = organization.conversations.message(id);
	if (message.direction !== 'outbound') throw badRequest(`Nobody sent the message ${id}.`, 'id');
	message.status = STATUSES[status];
	return {
		id,
		channel: {
			id: integration.id,
			platform: 'Open',
			type: 'Private',
			to: channel.to,
			from: { id: integration.id, idType: 'Opaque' },
			time: channel.time,
		},
		type: 'Receipt',
		status,
		...(reasons ? { reasons } : {}),
		isFinalReceipt: isFinalReceipt ?? true,
		direction: 'Outbound',
	};
}

function respond(
	call: Call<
		Inbound & { buttonResponse: { text: string; payload: string }; originatingMessageId: string }
	>,
	organization: Organization,
) {
	const integration = integrationOf(call, organization);
	const { channel, buttonResponse, originatingMessageId } = call.body;
	organization.conversations.message(originatingMessageId);
	const conversation = talkWith(channel.from, integration, organization);
	const { text, payload } = buttonResponse;
	const stored = { contentType: 'ButtonResponse', buttonResponse: { text, payload } };
	const { id } = keep(
		conversation,
		call.body,
		{ textBody: text, content: [stored], inReplyToMessageId: originatingMessageId },
		organization,
	);
	return {
		id,
		channel: channelOf(channel, integration),
		type: 'Structured',
		direction: 'Inbound',
		content: [{ contentType: 'ButtonResponse', buttonResponse }],
	};
}

const INTEGRATIONS = '/api/v2/conversations/messaging/integrations';

const reference = ({ id, name, messengerType }: Integration) => ({
	id,
	name,
	status: 'Active',
	messengerType,
	recipient: { id, name },
	version: 1,
	selfUri: `/api/v2/conversations/messaging/integrations/${messengerType}/${id}`,
});

/** An open messaging integration with the webhook that gets what agents write. */
const integrationView = (integration: Integration) => ({
	id: integration.id,
	name: integration.name,
	outboundNotificationWebhookUrl: integration.webhookUrl,
	outboundNotificationWebhookSignatureSecretToken: integration.webhookSecret,
	status: 'Active',
	recipient: { id: integration.id, name: integration.name },
	createStatus: 'Completed',
	selfUri: `${INTEGRATIONS}/open/${integration.id}`,
});

function createIntegration(
	call: Call<{
		name: string;
		outboundNotificationWebhookUrl: string;
		outboundNotificationWebhookSignatureSecretToken: string;
	}>,
	{ directory, conversations }: Organization,
) {
	const { name, outboundNotificationWebhookUrl: webhookUrl } = call.body;
	if (!/^https?:\/\/./.test(webhookUrl)) {
		throw badRequest('The URL of the webhook is none.', 'outboundNotificationWebhookUrl');
	}
	const integration: Integration = {
		id: conversations.newId(),
		name,
		messengerType: 'open',
		queueId: directory.queues[0].id,
		webhookUrl,
		webhookSecret: call.body.outboundNotificationWebhookSignatureSecretToken,
	};
	directory.integrations.push(integration);
	return integrationView(integration);
}

interface Paging {
	pageNumber?: number;
	pageSize?: number;
}

export const openMessagingHandlers: Handlers = {
	postConversationsMessageInboundOpenMessage: receive,
	postConversationsMessageInboundOpenEvent: event,
	postConversationsMessageInboundOpenReceipt: receipt,
	postConversationsMessageInboundOpenStructuredResponse: respond,
	getConversationsMessagingIntegrations: ({ query }: Call<unknown, Paging>, { directory }) =>
		page(INTEGRATIONS, directory.integrations.map(reference), query.pageNumber, query.pageSize),
	getConversationsMessagingIntegrationsOpen: ({ query }: Call<unknown, Paging>, { directory }) =>
		page(
			`${INTEGRATIONS}/open`,
			directory.integrations
				.filter(({ messengerType }) => messengerType === 'open')
				.map(integrationView),
			query.pageNumber,
			query.pageSize,
		),
	postConversationsMessagingIntegrationsOpen: createIntegration,
};
