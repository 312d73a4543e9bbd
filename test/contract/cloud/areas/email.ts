import type { CloudArea } from '../cloudCase';

const SENDER = 'Kim Doe <kim@example.com>';
const RECIPIENT = 'Support <support@example.com>';

const attachments = [
	{
		attachmentId: '{attachment}',
		name: 'bill.pdf',
		contentUri: '/api/v2/downloads/bill',
		contentType: 'application/pdf',
		contentLength: 3,
		inlineImage: false,
	},
];

/** What of an email is for Genesys to say. */
const said = {
	id: 'id of the run',
	name: 'name of the run',
	selfUri: '/api/v2/conversations/emails/of/messages/draft',
	time: '2026-11-21T09:30:00.000Z',
	emailSizeBytes: 10,
	maxEmailSizeBytes: 10_000,
};

const additionalFields = {
	attachments: JSON.stringify(attachments),
	from: RECIPIENT,
	to: SENDER,
	cc: `${SENDER}, lee@example.com`,
	bcc: SENDER,
	replyTo: RECIPIENT,
};

/** An email of a run, each with another state of its draft. */
const written = ['Created', 'Ready', 'Edited'].map((state) => ({
	additionalFields,
	options: { bodyJson: JSON.stringify({ state }) },
}));

const addresses = { fromAddress: SENDER, toAddress: RECIPIENT };
const noFlow = { ...addresses, flow: null };
const noQueue = { ...addresses, queue: null };

/** What of a conversation Update does not offer. */
const conversation = {
	id: '{conversation}',
	address: 'kim@example.com',
	divisions: [],
	endTime: '2026-11-21T09:30:00.000Z',
	participants: [],
	recentTransfers: [],
	securePause: true,
	selfUri: '/api/v2/conversations/of',
	startTime: '2026-11-21T09:30:00.000Z',
};

const words = ['cc', 'forwardPrefix', 'from', 'language', 'replyPrefix', 'sent', 'subject', 'to'];

const translate = { entries: Object.fromEntries(words.map((name) => [name, name])) };

/** email, emailDraft */
export const email: CloudArea = {
	coverage: {
		'cloud.delete_email_messages_draft_attachment': ['emailDraft.deleteAttachment'],
		'cloud.get_email': ['email.get'],
		'cloud.get_email_message': ['email.getMessage', 'emailDraft.copyAttachments'],
		'cloud.get_email_messages': ['email.getMessages'],
		'cloud.get_email_messages_draft': ['email.reply', 'emailDraft.get', 'emailDraft.update'],
		'cloud.get_email_settings': ['email.getSettings'],
		'cloud.get_emails': ['email.getAll'],
		'cloud.patch_email': ['email.disconnect', 'email.merge', 'email.update'],
		'cloud.patch_email_messages_draft': ['emailDraft.reset'],
		'cloud.post_email_inboundmessages': ['email.addInbound'],
		'cloud.post_email_messages': ['email.reply'],
		'cloud.post_email_messages_draft_attachments_copy': ['emailDraft.copyAttachments'],
		'cloud.post_email_reconnect': ['email.reconnect'],
		'cloud.post_emails': ['email.create'],
		'cloud.put_email_messages_draft': ['emailDraft.update'],
	},
	beyond: [],
	specs: {
		'email.addInbound': { runs: [noFlow, noQueue, noQueue, noFlow] },
		'email.create': {
			runs: [noQueue, noFlow, noFlow, { ...noQueue, direction: 'INBOUND' }],
		},
		'email.reconnect': { state: 'disconnected' },
		'email.reply': { runs: written, byJson: said },
		'email.update': { byJson: conversation },
		'emailDraft.copyAttachments': {
			byJson: {
				sourceMessage: { id: '{email}', name: 'Refund', selfUri: '/api/v2/conversations/of' },
			},
		},
		'emailDraft.reset': {
			runs: ['Reply', 'ReplyAll', 'Forward'].map((draftType) => ({
				additionalFields: { draftType, translate },
			})),
		},
		'emailDraft.update': { runs: written, byJson: said },
	},
};
