import { UserError } from 'n8n-workflow';
import { flag, text } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { checkAddress, checkText } from '../../addresses';
import { bodyOf, bodyOption } from '../../bodies';
import { clientNotice } from '../../clientOnly';
import { integration } from '../../directory';
import { templateId, templateOf, templateParameters } from './template';

const by = (...messengers: string[]) => ({
	displayOptions: { show: { toAddressMessengerType: messengers } },
});

const messenger = defineProperty({
	displayName: 'Messenger',
	name: 'toAddressMessengerType',
	type: 'options',
	options: [
		{ name: 'Open Messaging', value: 'open' },
		{ name: 'SMS', value: 'sms' },
		{ name: 'WhatsApp', value: 'whatsapp' },
	],
	default: 'sms',
	description: 'What the message is sent by',
});

/** `POST /conversations/messages/agentless` */
export const sendMessage = defineOperation({
	kind: 'thing',
	value: 'sendMessage',
	name: 'Send Message',
	action: 'Send agentless SMS or other message',
	description:
		'Send an SMS, a WhatsApp or an open message to a customer, without an agent. Needs client credentials.',
	properties: [
		clientNotice,
		messenger,
		text('fromAddress', 'From', 'SMS number of your organization that the message comes from', {
			required: true,
			placeholder: 'e.g. +13175550100',
			...by('sms'),
		}),
		{ ...integration, ...by('open', 'whatsapp') },
		text(
			'toAddress',
			'To',
			'Who gets the message: a number as +13175555555 for SMS, its digits only for WhatsApp, the customer ID for Open Messaging',
			{ required: true, placeholder: 'e.g. +13175555555' },
		),
		text('textBody', 'Text', 'The message: 765 characters at most by SMS, 2,000 otherwise', {
			typeOptions: { rows: 3 },
		}),
		templateId,
		templateParameters,
		flag(
			'useExistingActiveConversation',
			'Use Existing Active Conversation',
			'Whether the message goes into the conversation that is going on with the customer, if there is one',
		),
	],
	options: [
		bodyOption,
		flag(
			'useNormalizedMessage',
			'Use Normalized Message',
			'Whether the answer comes without the fields that Genesys has deprecated',
		),
	],
	target: ({ toAddress }) => toAddress,
	request: ({ options, ...values }) => {
		const { toAddressMessengerType, toAddress, textBody, useExistingActiveConversation } = values;
		const bySms = toAddressMessengerType === 'sms';
		checkAddress(toAddress, toAddressMessengerType, 'To');
		checkText(textBody, toAddressMessengerType);
		const { useNormalizedMessage, ...ofBody } = options;
		const body = bodyOf(
			{
				fromAddress: bySms ? values.fromAddress : values.integration,
				toAddress,
				toAddressMessengerType,
				textBody,
				messagingTemplate: templateOf(values),
				useExistingActiveConversation,
			},
			ofBody,
		);
		if (body.textBody === undefined && (bySms || body.messagingTemplate === undefined)) {
			throw new UserError('The message has no text', {
				description: bySms ? 'Fill in Text.' : 'Fill in Text, or Template Response ID.',
			});
		}
		return {
			method: 'POST',
			path: path`/conversations/messages/agentless`,
			query: { useNormalizedMessage },
			body,
		};
	},
});
