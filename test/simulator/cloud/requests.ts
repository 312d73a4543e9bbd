import axios from 'axios';
import { openMessage, participants, type Cloud } from './helper';

const ENDS = '2027-01-01T00:00:00Z';

/** Ids of the path, with a query and a body where there is one. */
export type Request = { query?: object; body?: object } & Record<string, unknown>;

/** What there is to call the operations on. */
export async function setUp({ user, app, sim }: Cloud) {
	const directory = sim.control.cloud.directory();
	const [queue] = directory.queues;
	const email = await user.post('/conversations/emails', {
		queueId: queue.id,
		provider: 'CRM',
		fromAddress: 'kim@example.com',
		toAddress: 'help@example.com',
		subject: 'Refund',
		textBody: 'Please',
	});
	const received = sim.control.cloud.addEmail(email.data.id, {
		to: [{ email: 'help@example.com' }],
		from: { email: 'kim@example.com' },
		textBody: 'See the attachment',
		attachments: [{ name: 'a.pdf', contentType: 'application/pdf', contentLength: 3 }],
	});
	const integration = directory.integrations.find(({ messengerType }) => messengerType === 'open')!;
	const opened = await app.post(
		`/conversations/messages/${integration.id}/inbound/open/message?prefetchConversationId=true`,
		openMessage('Hello'),
	);
	const messageParts = await participants(user, opened.data.conversationId);
	const communicationId = messageParts.agent.messages[0].id;
	const messages = `/conversations/messages/${opened.data.conversationId}/communications/${communicationId}/messages`;
	const sent = await user.post(messages, { textBody: 'Hi' });
	const bytes = Buffer.from('png');
	const upload = await user.post(`${messages}/media/uploads`, {
		fileName: 'a.png',
		contentLengthBytes: bytes.length,
	});
	await axios.put(upload.data.uploadUrl, bytes, { headers: upload.data.uploadHeaders });
	const meeting = await user.post('/conversations/videos/meetings', { ephemeral: true });
	return {
		queue,
		code: directory.wrapupCodes[0],
		email: { id: email.data.id, ...(await participants(user, email.data.id)) },
		received,
		integration,
		message: { id: opened.data.conversationId, ...messageParts },
		opened: opened.data,
		sent: sent.data,
		upload: upload.data,
		meeting: meeting.data,
		social: sim.control.cloud.addConversation({ media: 'social' }),
		video: sim.control.cloud.addConversation({ media: 'video' }),
		cobrowse: sim.control.cloud.addConversation({ media: 'cobrowse' }),
		internal: sim.control.cloud.addConversation({ media: 'internalMessage' }),
	};
}

type Ground = Awaited<ReturnType<typeof setUp>>;

const written = {
	to: [{ email: 'kim@example.com' }],
	from: { email: 'help@example.com' },
	subject: 'Re: Refund',
	textBody: 'Done',
};

const customer = { id: 'customer-1', idType: 'Opaque' };
const time = '2026-01-02T03:04:05.000Z';

/** What each operation is called with. */
export function requests(ground: Ground, { supervisor }: Cloud): Record<string, Request> {
	const { email, message, social, video } = ground;
	const part = (
		conversation: { id: string },
		one: { id: string; emails?: object[]; messages?: object[]; communication?: object },
	) => ({
		conversationId: conversation.id,
		participantId: one.id,
		communicationId: ((one.emails?.[0] ?? one.messages?.[0] ?? one.communication) as { id: string })
			.id,
	});
	const mail = part(email, email.agent);
	const chat = part(message, message.agent);
	const agentOf = (conversation: Ground['social']) =>
		part(conversation, conversation.participants[1]);
	const wrapup = { body: { code: ground.code.id, notes: 'n', tags: ['t'] } };
	const open = { integrationId: ground.integration.id };
	return {
		post_emails: {
			body: { provider: 'CRM', queueId: ground.queue.id, fromAddress: 'kim@example.com' },
		},
		get_emails: {},
		get_email: mail,
		get_email_settings: mail,
		get_email_messages: { ...mail, query: { includeAgentlessStitchedMessages: true } },
		get_email_message: { ...mail, messageId: ground.received.id },
		get_email_messages_draft: mail,
		put_email_messages_draft: { ...mail, body: written },
		patch_email_messages_draft: {
			...mail,
			query: { autoFill: true, discard: true },
			body: { draftType: 'ReplyAll' },
		},
		post_email_messages_draft_attachments_copy: {
			...mail,
			body: {
				sourceMessage: { id: ground.received.id },
				attachments: ground.received.attachments,
			},
		},
		delete_email_messages_draft_attachment: {
			...mail,
			attachmentId: ground.received.attachments[0].attachmentId,
		},
		post_email_messages: { ...mail, body: written },
		post_email_inboundmessages: { ...mail, body: { provider: 'CRM', subject: 'More' } },
		patch_email_participant_attributes: { ...mail, body: { attributes: { tier: 'gold' } } },
		patch_email_participant_parkingstate: {
			...mail,
			body: { state: 'parked', resumeTime: ENDS },
		},
		patch_email_participant: { ...mail, body: { state: 'connected' } },
		patch_email_participant_communication: { ...mail, body: { held: true } },
		post_email_participant_communication_wrapup: { ...mail, ...wrapup },
		get_email_participant_communication_wrapup: mail,
		get_email_participant_wrapup: mail,
		get_email_participant_wrapupcodes: mail,
		post_email_participant_replace: { ...mail, body: { userId: supervisor.id } },
		patch_email: { ...mail, body: { state: 'disconnected' } },
		post_email_reconnect: mail,
		post_emails_agentless: {
			body: {
				senderType: 'Outbound',
				fromAddress: { email: 'no-reply@example.com' },
				toAddresses: [{ email: 'kim@example.com' }],
				subject: 'Shipped',
				textBody: 'On its way',
			},
		},
		post_messages: {
			body: {
				queueId: ground.queue.id,
				toAddress: '+13175550100',
				toAddressMessengerType: 'sms',
			},
		},
		post_messages_agentless: {
			query: { useNormalizedMessage: true },
			body: {
				fromAddress: '+13175550001',
				toAddress: '+13175550100',
				toAddressMessengerType: 'sms',
				textBody: 'Shipped',
			},
		},
		get_messages: {},
		get_message: chat,
		get_message_message: { ...chat, messageId: ground.sent.id },
		get_message_details: { messageId: ground.opened.id },
		post_message_communication_messages: {
			...chat,
			body: { textBody: 'Look', mediaIds: [ground.upload.id] },
		},
		post_message_communication_messages_media_uploads: {
			...chat,
			body: { fileName: 'b.png', contentLengthBytes: 4 },
		},
		get_message_communication_messages_media: { ...chat, query: { status: 'valid', pageSize: 1 } },
		get_message_communication_messages_media_media_id: { ...chat, mediaId: ground.upload.id },
		post_message_communication_socialmedia_messages: {
			...chat,
			body: { inReplyToMessageId: ground.opened.id, textBody: 'Thanks' },
		},
		post_message_communication_typing: { ...chat, body: { typing: { type: 'On' } } },
		post_message_inbound_open_message: { ...open, body: openMessage('Again') },
		post_message_inbound_open_event: {
			...open,
			body: { channel: { from: customer, time }, events: [{ eventType: 'Typing' }] },
		},
		post_message_inbound_open_receipt: {
			...open,
			body: { id: ground.sent.id, channel: { to: customer, time }, status: 'Delivered' },
		},
		post_message_inbound_open_structured_response: {
			...open,
			body: {
				channel: { from: customer, time },
				originatingMessageId: ground.sent.id,
				buttonResponse: { type: 'Button', text: 'Yes', payload: 'yes' },
			},
		},
		get_messaging_integrations: { query: { pageSize: 1, pageNumber: 1 } },
		patch_message_participant_attributes: { ...chat, body: { attributes: { tier: 'gold' } } },
		patch_message_participant: { ...chat, body: { held: true } },
		patch_message_participant_communication: { ...chat, body: { state: 'connected' } },
		post_message_participant_communication_wrapup: { ...chat, ...wrapup },
		get_message_participant_communication_wrapup: chat,
		get_message_participant_wrapup: chat,
		get_message_participant_wrapupcodes: chat,
		post_message_participant_monitor: chat,
		post_message_participant_replace: { ...chat, body: { queueId: ground.queue.id } },
		patch_message: { ...chat, body: { state: 'disconnected' } },
		post_social_participant_communication_wrapup: { ...agentOf(social), ...wrapup },
		get_social_participant_communication_wrapup: agentOf(social),
		post_video_participant_communication_wrapup: { ...agentOf(video), ...wrapup },
		get_video_participant_communication_wrapup: agentOf(video),
		post_videos_meetings: { body: { ephemeral: false, expireTimeDays: 2 } },
		get_videos_meeting: { meetingId: ground.meeting.id },
		get_cobrowsesession: { conversationId: ground.cobrowse.id },
		get_cobrowsesessions: {},
		get_internalmessage: { conversationId: ground.internal.id },
		get_internalmessages: {},
		post_faxes: { body: { addresses: ['+13175550100'], contentType: 'application/pdf' } },
	};
}
