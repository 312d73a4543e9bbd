import { UserError } from 'n8n-workflow';
import { collection, flag, text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { checkAddress, checkText } from '../../message/addresses';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { clientNotice } from '../../notices';
import { integration } from '../../directory';
import {
	messengerType,
	normalizedOption,
	templateFields,
	templateOf,
	textBody,
	toAddress,
} from '../../message/parts';

const by = (...messengers: string[]) => ({
	displayOptions: { show: { toAddressMessengerType: messengers } },
});

const fromAddress = text(
	'fromAddress',
	'From Address',
	'SMS number of your organization that the message comes from',
	{ required: true, trim: true, placeholder: 'e.g. +13175550100', ...by('sms') },
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
	action: 'Send SMS or other message to customer on behalf of organization without agent',
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
		checkAddress(to, messenger);
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
			options,
		);
		checkContent(body, messenger);
		return {
			method: 'POST',
			path: '/conversations/messages/agentless',
			query: { useNormalizedMessage: options.useNormalizedMessage },
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
