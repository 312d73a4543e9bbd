import { messageView } from '../contents';
import { badRequest } from '../errors';
import type { EmailAddress, MessengerType } from '../model';
import type { Call, Handlers, Organization } from './call';
import { checkAddress, checkText } from './messages';

/** What is sent by an API, and by no agent: the conversation is over when it is sent. */

function sendMessage(
	call: Call<{
		fromAddress: string;
		toAddress?: string;
		toAddressMessengerType: MessengerType;
		textBody?: string;
		messagingTemplate?: object;
		useExistingActiveConversation?: boolean;
	}>,
	{ conversations, directory }: Organization,
) {
	const { body } = call;
	const { fromAddress, toAddress, toAddressMessengerType: messengerType, textBody } = body;
	if (!toAddress) throw badRequest('toAddress is needed.', 'toAddress');
	checkAddress(fromAddress, messengerType, 'fromAddress');
	checkAddress(toAddress, messengerType, 'toAddress');
	if (messengerType === 'sms' && !textBody) {
		throw badRequest('textBody is needed for an SMS.', 'textBody');
	}
	if (messengerType === 'whatsapp' && !body.messagingTemplate) {
		throw badRequest('messagingTemplate is needed for WhatsApp.', 'messagingTemplate');
	}
	if (!textBody && !body.messagingTemplate)
		throw badRequest('There is nothing to send.', 'textBody');
	checkText(textBody ?? '', messengerType);

	const active = body.useExistingActiveConversation
		? conversations.talkWith(messengerType, toAddress)
		: undefined;
	const conversation =
		active ??
		conversations.create('message', {
			messengerType,
			customerAddress: toAddress,
			ownAddress: fromAddress,
		});
	const direction = 'outbound';
	const api = conversations.join(conversation, { purpose: 'api', address: fromAddress, direction });
	if (!active) {
		conversations.join(conversation, { purpose: 'customer', address: toAddress, direction });
	}
	const message = conversations.addMessage(conversation, {
		direction,
		textBody: textBody ?? '',
		fromAddress,
		toAddress,
	});
	if (active) conversations.leave(api, 'client');
	else conversations.end(conversation, 'client');
	return {
		id: message.id,
		conversationId: conversation.id,
		fromAddress,
		toAddress,
		messengerType,
		...(textBody === undefined ? {} : { textBody }),
		...(body.messagingTemplate ? { messagingTemplate: body.messagingTemplate } : {}),
		useExistingActiveConversation: body.useExistingActiveConversation ?? false,
		message: messageView(message, directory),
		timestamp: message.timestamp,
		selfUri: `/api/v2/conversations/messages/${message.id}/details`,
	};
}

function sendEmail(
	call: Call<{
		senderType: string;
		conversationId?: string;
		fromAddress: EmailAddress;
		toAddresses: EmailAddress[];
		replyToAddress?: EmailAddress;
		subject?: string;
		textBody?: string;
		htmlBody?: string;
	}>,
	{ conversations }: Organization,
) {
	const { senderType, conversationId, fromAddress, toAddresses, replyToAddress } = call.body;
	const { subject, textBody, htmlBody } = call.body;
	const [to] = toAddresses;
	if (toAddresses.length !== 1) {
		throw badRequest('toAddresses must have one recipient.', 'toAddresses');
	}
	if (!to.email?.includes('@')) throw badRequest('toAddresses has no email.', 'toAddresses');
	if (!fromAddress.email?.includes('@'))
		throw badRequest('fromAddress has no email.', 'fromAddress');
	if (!textBody && !htmlBody) throw badRequest('textBody or htmlBody is needed.', 'textBody');
	const existing = conversationId ? conversations.find(conversationId, 'email') : undefined;
	const conversation =
		existing ??
		conversations.create('email', {
			subject,
			customerAddress: to.email,
			ownAddress: fromAddress.email,
		});
	const direction = 'outbound';
	if (!existing) {
		conversations.join(conversation, {
			purpose: 'api',
			name: fromAddress.name,
			address: fromAddress.email,
			direction,
		});
		conversations.join(conversation, {
			purpose: 'customer',
			name: to.name,
			address: to.email,
			direction,
		});
	}
	const email = conversations.addEmail(
		conversation,
		{
			to: toAddresses,
			from: fromAddress,
			replyTo: replyToAddress,
			subject,
			textBody: textBody ?? '',
			htmlBody,
		},
		direction,
	);
	if (!existing) conversations.end(conversation, 'client');
	return {
		id: email.id,
		conversationId: conversation.id,
		senderType,
		fromAddress,
		toAddresses,
		...(replyToAddress ? { replyToAddress } : {}),
		...(subject === undefined ? {} : { subject }),
		dateCreated: email.time,
		selfUri: `/api/v2/conversations/emails/${conversation.id}/messages/${email.id}`,
	};
}

export const agentlessHandlers: Handlers = {
	postConversationsMessagesAgentless: sendMessage,
	postConversationsEmailsAgentless: sendEmail,
};
