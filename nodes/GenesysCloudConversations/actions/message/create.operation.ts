import { collection, flag, text } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import { defineOperation } from '../../../shared/engine/operation';
import { checkAddress } from '../../message/addresses';
import { bodyOf, bodyOption } from '../../bodies';
import { queue } from '../../directory';

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

const fields = collection('additionalFields', 'Additional Fields', 'field', [
	text('externalContactId', 'External Contact ID', 'ID of the external contact who is written to', {
		placeholder: 'e.g. bff348eb-dd5f-47d6-bf96-0e75b8ecf7ca',
	}),
	flag(
		'useExistingConversation',
		'Use Existing Conversation',
		'Whether to take the conversation that there is with the customer; otherwise it is an error',
	),
	flag(
		'useUserFromAddress',
		'Use User From Address',
		'Whether to send from the direct routing address of the user, where there is one; otherwise from that of the queue',
	),
]);

/** `POST /conversations/messages` */
export const create = defineOperation({
	kind: 'action',
	value: 'create',
	name: 'Create',
	action: 'Start message conversation with customer',
	description:
		'Start a conversation with a customer by SMS, WhatsApp or open messaging on behalf of a queue; Send writes into it',
	properties: [queue, messengerType, toAddress, fields],
	options: [bodyOption],
	request: ({ queue: queueId, additionalFields, options, ...to }) => {
		checkAddress(to.toAddress, to.toAddressMessengerType, toAddress.displayName);
		return {
			method: 'POST',
			path: '/conversations/messages',
			body: bodyOf(
				{
					queueId,
					toAddress: to.toAddress,
					toAddressMessengerType: to.toAddressMessengerType,
					...additionalFields,
				},
				options,
			),
		};
	},
});
