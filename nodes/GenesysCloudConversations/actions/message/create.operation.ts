import { collection, flag, text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { namesWhatWasMade } from '../../../shared/transport/response';
import { checkAddress } from '../../message/addresses';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { queue } from '../../directory';
import { UUID } from '../../ids';
import { messengerType, toAddress } from '../../message/parts';

const fields = collection('additionalFields', 'Additional Fields', 'field', [
	text(
		'externalContactId',
		'External Contact ID',
		'ID of the external contact who is written to',
		UUID,
	),
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
	action: 'Start conversation with customer by SMS or other message on behalf of queue',
	description:
		'Start a conversation with a customer by SMS, WhatsApp or open messaging on behalf of a queue; Send writes into it',
	properties: [queue, messengerType, toAddress, fields],
	options: [bodyOption],
	check: namesWhatWasMade('id'),
	// The second to an address finds the conversation of the first.
	target: (values) => values.toAddress,
	request: ({ queue: queueId, additionalFields, options, ...to }) => {
		checkAddress(to.toAddress, to.toAddressMessengerType);
		return {
			method: 'POST',
			path: '/conversations/messages',
			body: bodyOf({ queueId, ...to, ...additionalFields }, options),
		};
	},
});
