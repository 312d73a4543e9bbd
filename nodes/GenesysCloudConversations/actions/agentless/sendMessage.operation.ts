import { UserError } from 'n8n-workflow';
import { collection, flag, text } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { checkAddress, checkText } from '../../message/addresses';
import { bodyOf, bodyOption } from '../../bodies';
import { clientNotice } from '../../notices';
import { integration } from '../../directory';
import { normalizedOption, templateFields, templateOf, textBody } from '../../message/parts';

const by = (...messengers: string[]) => ({
	displayOptions: { show: { toAddressMessengerType: messengers } },
});

const messengerType = defineProperty({
	displayName: 'Messenger Type',
	name: 'toAddressMessengerType',
	type: 'options',
	options: [
		{ name: 'Open', value: 'open', description: 'Open messaging: any address' },
		{ name: 'SMS', value: 'sms', description: 'The address is a phone number, as +13175555555' },
		{ name: 'WhatsApp', value: 'whatsapp', description: 'The address is digits, as 13175555555' },
	],
	default: 'sms',
	description: 'How the customer is reached',
});

const toAddress = text(
	'toAddress',
	'To Address',
	'Who is written to: a phone number in E.164 format for SMS, a WhatsApp ID (digits without plus sign), or the ID of an open messaging customer',
	{ required: true, placeholder: 'e.g. +13175555555' },
);

const fromAddress = text(
	'fromAddress',
	'From Address',
	'SMS number of your organization that the message comes from',
	{ required: true, placeholder: 'e.g. +13175550100', ...by('sms') },
);

const useExisting = flag(
	'useExistingActiveConversation',
	'Use Existing Active Conversation',
	'Whether the message goes into the conversation that is going on with the customer, if there is one; otherwise it has a conversation of its own',
);

/** `POST /conversations/messages/agentless` */
export const sendMessage = defineOperation({
	kind: 'action',
	value: 'sendMessage',
	name: 'Send Message',
	action: 'Send agentless SMS or other message',
	description:
		'Send an SMS, a WhatsApp or an open message to a customer, without an agent. Needs client credentials.',
	properties: [
		clientNotice,
		messengerType,
		fromAddress,
		{ ...integration, ...by('open', 'whatsapp') },
		toAddress,
		textBody,
		useExisting,
		collection('additionalFields', 'Additional Fields', 'field', templateFields),
	],
	options: [bodyOption, normalizedOption],
	target: (values) => values.toAddress,
	request: ({ additionalFields, options, ...values }) => {
		const { toAddressMessengerType: messenger, toAddress: to, textBody: said } = values;
		const { useNormalizedMessage, ...ofBody } = options;
		checkAddress(to, messenger, toAddress.displayName);
		checkText(said, messenger);
		const body = bodyOf(
			{
				fromAddress: messenger === 'sms' ? values.fromAddress : values.integration,
				toAddress: to,
				toAddressMessengerType: messenger,
				textBody: said,
				messagingTemplate: templateOf(additionalFields),
				useExistingActiveConversation: values.useExistingActiveConversation,
			},
			ofBody,
		);
		checkContent(body, messenger);
		return {
			method: 'POST',
			path: path`/conversations/messages/agentless`,
			query: { useNormalizedMessage },
			body,
		};
	},
});

/** @throws UserError when there is nothing to send: by SMS, a template alone is nothing */
function checkContent(
	{ textBody: said, messagingTemplate: template }: ReturnType<typeof bodyOf>,
	messenger: string,
): void {
	if (said !== undefined || (template !== undefined && messenger !== 'sms')) return;
	throw new UserError('The message has no text', {
		description:
			messenger === 'sms'
				? 'Fill in Text, which an SMS needs.'
				: 'Fill in Text, or Template Response ID in Additional Fields.',
	});
}
