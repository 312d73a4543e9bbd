import {
	anyObject,
	anyText,
	count,
	listOf,
	object,
	positive,
	text,
	wholeNumber,
	yesOrNo,
} from '../core/jsonSchema';
import { spoil } from '../webhooks/schemas';

/** JSON schemas of the control routes of Genesys Cloud; its API is described by the contract. */

const state = { enum: ['alerting', 'connected', 'parked', 'disconnected'] };
const direction = { enum: ['inbound', 'outbound'] };
const messengerType = { enum: ['sms', 'open', 'whatsapp', 'webmessaging', 'apple', 'facebook'] };
const person = object({ email: anyText, name: anyText });

export const settings = object({
	requestsPerMinute: count,
	minuteMs: positive,
	deniedPermissions: { type: 'array', items: text },
	webhookRetryDelayMs: wholeNumber,
	webhookTimeoutMs: { ...wholeNumber, minimum: 1 },
	routing: { enum: ['answer', 'alert', 'wait'] },
});

export const newConversation = object(
	{
		media: { enum: ['email', 'message', 'internalMessage', 'cobrowse', 'video', 'social'] },
		participants: listOf(
			object(
				{
					purpose: { enum: ['customer', 'agent', 'acd', 'api', 'user', 'workflow'] },
					name: text,
					address: text,
					userId: text,
					queueId: text,
					state,
					direction,
				},
				['purpose'],
			),
		),
		subject: anyText,
		messengerType,
		customerAddress: text,
		ownAddress: text,
	},
	['media'],
);

export const newEmail = object(
	{
		to: listOf(person),
		cc: listOf(person),
		from: person,
		subject: anyText,
		textBody: anyText,
		htmlBody: anyText,
		attachments: listOf(
			object({ name: text, contentType: text, contentLength: count, inlineImage: yesOrNo }, [
				'name',
			]),
		),
	},
	['to', 'from', 'textBody'],
);

export const newIntegration = object(
	{ name: text, messengerType, queueId: text, webhookUrl: anyText, webhookSecret: anyText },
	['name'],
);

export const newDelivery = object(
	{ integrationId: text, message: anyObject, spoil, copies: positive, maxAttempts: positive },
	['integrationId', 'message'],
);
