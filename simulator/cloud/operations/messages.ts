import { messageView, socialView } from '../contents';
import { badRequest, conflict, notFound } from '../errors';
import { contentType, type StoredUpload } from '../mediaStore';
import type { Conversation, StoredMessage } from '../model';
import { page } from '../page';
import { conversationOf, type Call, type Handlers, type Organization } from './call';

const E164 = /^\+[1-9]\d{6,14}$/;
const BAD_NAME = /^\.|\/$|[\s\\{^}%`\]">[~<#|]/;

/** The most characters a text may have: fewer by SMS. */
export const longest = (messengerType: string) => (messengerType === 'sms' ? 765 : 2_000);

/** @throws CloudError 400 when the text is too long */
export function checkText(text: string, messengerType: string): void {
	const most = longest(messengerType);
	if (text.length <= most) return;
	throw badRequest(
		`textBody has ${text.length} characters, and ${messengerType} takes ${most}.`,
		'textBody',
	);
}

/** @throws CloudError 400 when an SMS would go to something that is no number */
export function checkAddress(address: string, messengerType: string, field: string): void {
	if (messengerType !== 'sms' || E164.test(address)) return;
	throw badRequest(`${field} must be in E.164 format, as +13175555555.`, field);
}

const messageOf = (call: Call, organization: Organization) =>
	conversationOf(call, organization, 'message');

/** The conversation of a call and the id of its communication, which must be connected. */
function connected(call: Call, organization: Organization) {
	const conversation = messageOf(call, organization);
	const { communicationId } = call.params;
	const participant = organization.conversations.ofCommunication(conversation, communicationId);
	if (participant.purpose !== 'agent') {
		throw badRequest(`The communication ${communicationId} is not that of an agent.`);
	}
	if (participant.communication.state !== 'connected') {
		throw conflict(`The communication ${communicationId} is ${participant.communication.state}.`);
	}
	return { conversation, communicationId, userId: participant.userId };
}

interface Text {
	textBody?: string;
	mediaIds?: string[];
	messagingTemplate?: { responseId?: string };
	inReplyToMessageId?: string;
}

function send(call: Call<Text>, organization: Organization): StoredMessage {
	const { conversation, communicationId, userId } = connected(call, organization);
	const { textBody = '', mediaIds = [], messagingTemplate, inReplyToMessageId } = call.body;
	if (!textBody && mediaIds.length === 0 && !messagingTemplate) {
		throw badRequest('There is nothing to send.', 'textBody');
	}
	checkText(textBody, conversation.messengerType ?? 'open');
	const media = mediaIds.map((id) => {
		const upload = uploadOf(id, conversation, communicationId, organization);
		if (upload.status !== 'valid') throw badRequest(`The media ${id} is not uploaded.`, 'mediaIds');
		const { name, contentType: mediaType } = upload;
		return { id, name, mediaType, url: organization.media.link(upload) };
	});
	return organization.conversations.addMessage(conversation, {
		direction: 'outbound',
		textBody,
		media,
		userId,
		communicationId,
		inReplyToMessageId,
	});
}

function uploadOf(
	id: string,
	conversation: Conversation,
	communicationId: string,
	{ media }: Organization,
): StoredUpload {
	const upload = media.find(id);
	const own = upload.conversationId === conversation.id;
	if (own && upload.communicationId === communicationId) return upload;
	throw notFound('media', id);
}

function create(
	call: Call<{
		queueId: string;
		toAddress: string;
		toAddressMessengerType: 'sms' | 'open' | 'whatsapp';
		useExistingConversation?: boolean;
	}>,
	{ conversations, directory }: Organization,
) {
	const { queueId, toAddress, toAddressMessengerType: messengerType } = call.body;
	const queue = directory.queue(queueId);
	if (!queue) throw notFound('queue', queueId);
	checkAddress(toAddress, messengerType, 'toAddress');
	if (call.body.useExistingConversation) {
		const existing = conversations.talkWith(messengerType, toAddress);
		if (existing) return { id: existing.id };
	}
	const conversation = conversations.create('message', {
		messengerType,
		customerAddress: toAddress,
		ownAddress: queue.outboundAddress[messengerType],
		routing: { queueId },
	});
	const direction = 'outbound';
	conversations.agent(conversation, call.userId ?? queue.members[0], { queueId, direction });
	conversations.join(conversation, { purpose: 'customer', address: toAddress, direction });
	return { id: conversation.id, selfUri: `/api/v2/conversations/messages/${conversation.id}` };
}

function upload(
	call: Call<{ fileName: string; contentLengthBytes: number; contentMd5?: string }>,
	organization: Organization,
) {
	const { conversation, communicationId } = connected(call, organization);
	const { fileName, contentLengthBytes, contentMd5 } = call.body;
	if (fileName === '' || BAD_NAME.test(fileName)) {
		throw badRequest(
			'fileName must not begin with a dot, end with a slash, or have spaces or one of \\{^}%`]">[~<#|',
			'fileName',
		);
	}
	if (contentLengthBytes < 1) throw badRequest('The file is empty.', 'contentLengthBytes');
	const { conversations, media } = organization;
	const kept = media.add({
		id: conversations.newId(),
		signature: conversations.newId(),
		conversationId: conversation.id,
		communicationId,
		name: fileName,
		contentType: contentType(fileName),
		contentLengthBytes,
		contentMd5,
		status: 'uploading',
	});
	return {
		id: kept.id,
		name: fileName,
		uploadUrl: media.link(kept),
		uploadHeaders: {
			'Content-Type': kept.contentType,
			...(contentMd5 ? { 'Content-MD5': contentMd5 } : {}),
		},
		selfUri: mediaUri(kept),
	};
}

const mediaPath = (conversationId: string, communicationId: string) =>
	`/api/v2/conversations/messages/${conversationId}/communications/${communicationId}/messages/media`;
const mediaUri = ({ conversationId, communicationId, id }: StoredUpload) =>
	`${mediaPath(conversationId, communicationId)}/${id}`;

function mediaView(kept: StoredUpload, { media }: Organization) {
	const { id, name, status, conversationId, communicationId, contentLengthBytes } = kept;
	return {
		...{ id, name, status, conversationId, communicationId },
		contentLengthBytes: contentLengthBytes ?? 0,
		mediaType: kept.contentType,
		...(status === 'valid' ? { url: media.link(kept) } : {}),
		...(status === 'uploading' ? { uploadUrl: media.link(kept) } : {}),
		selfUri: mediaUri(kept),
	};
}

export const messageHandlers: Handlers = {
	postConversationsMessages: create,
	postConversationsMessageCommunicationMessages: (call: Call<Text>, organization) =>
		messageView(send(call, organization), organization.directory),
	postConversationsMessageCommunicationSocialmediaMessages: (call: Call<Text>, organization) => {
		const conversation = messageOf(call, organization);
		organization.conversations.message(call.body.inReplyToMessageId ?? '', conversation);
		return socialView(send(call, organization), organization.directory);
	},
	postConversationsMessageCommunicationTyping: (
		call: Call<{ typing: { type: string } }>,
		organization,
	) => {
		const { conversation, communicationId } = connected(call, organization);
		const { type } = call.body.typing;
		conversation.typing.push({ communicationId, type, time: new Date().toISOString() });
	},
	getConversationsMessageMessage: (call, organization) => {
		const conversation = messageOf(call, organization);
		const message = organization.conversations.message(call.params.messageId, conversation);
		return messageView(message, organization.directory);
	},
	getConversationsMessageDetails: ({ params }, { conversations, directory }) =>
		messageView(conversations.message(params.messageId), directory),
	postConversationsMessageCommunicationMessagesMediaUploads: upload,
	getConversationsMessageCommunicationMessagesMedia: (
		call: Call<unknown, { status?: string; pageNumber?: number; pageSize?: number }>,
		organization,
	) => {
		const conversation = messageOf(call, organization);
		const { communicationId } = call.params;
		organization.conversations.ofCommunication(conversation, communicationId);
		const { status, pageNumber, pageSize } = call.query;
		const all = organization.media
			.list()
			.filter((kept) => kept.communicationId === communicationId)
			.filter((kept) => status === undefined || kept.status === status)
			.map((kept) => mediaView(kept, organization));
		return page(mediaPath(conversation.id, communicationId), all, pageNumber, pageSize);
	},
	getConversationsMessageCommunicationMessagesMediaMediaId: (call, organization) => {
		const { mediaId, communicationId } = call.params;
		const conversation = messageOf(call, organization);
		return mediaView(uploadOf(mediaId, conversation, communicationId, organization), organization);
	},
};
