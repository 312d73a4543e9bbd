import type { Directory } from './directory';
import { compact, without } from './members';
import type { Conversation, StoredEmail, StoredMessage } from './model';
import { ROOT } from './views';

/** What the API shows of what is written in conversations. */

const PREVIEW = 500;
const MOST_BYTES = 10_485_760;

/** An e-mail, complete. */
export function emailView(
	{ id: conversationId }: Conversation,
	email: StoredEmail,
	path = email.id,
) {
	return compact({
		...without(email, 'direction'),
		emailSizeBytes: Buffer.byteLength(`${email.textBody}${email.htmlBody ?? ''}`),
		maxEmailSizeBytes: MOST_BYTES,
		selfUri: `${ROOT}/emails/${conversationId}/messages/${path}`,
	});
}

/** An e-mail in a list: the beginning of its text. */
export function emailPreview(conversation: Conversation, email: StoredEmail) {
	const shown = without(emailView(conversation, email), 'textBody', 'htmlBody');
	return { ...shown, textBodyPreview: email.textBody.slice(0, PREVIEW) };
}

export const emailsSettings = { sendingSizeLimit: MOST_BYTES };

const PLATFORMS: Record<string, string> = {
	sms: 'Sms',
	open: 'Open',
	whatsapp: 'Whatsapp',
	webmessaging: 'WebMessaging',
	apple: 'Apple',
	facebook: 'Facebook',
};

/** A message, complete. */
export function messageView(message: StoredMessage, directory: Directory) {
	const user = directory.user(message.userId);
	const inbound = message.direction === 'inbound';
	return compact({
		id: message.id,
		conversationId: message.conversationId,
		providerMessageId: message.providerMessageId,
		timestamp: message.timestamp,
		fromAddress: message.fromAddress,
		toAddress: message.toAddress,
		direction: message.direction,
		messengerType: message.messengerType,
		textBody: message.textBody,
		status: message.status,
		media: message.media,
		normalizedMessage: compact({
			id: message.id,
			channel: {
				platform: PLATFORMS[message.messengerType],
				type: 'Private',
				to: { id: message.toAddress },
				from: { id: message.fromAddress },
				time: message.timestamp,
			},
			type: message.content ? 'Structured' : 'Text',
			text: message.textBody,
			content: message.content,
			metadata: message.metadata,
			direction: inbound ? 'Inbound' : 'Outbound',
		}),
		createdBy: user && { id: user.id, name: user.name, version: 1 },
		selfUri: `${ROOT}/messages/${message.conversationId}/messages/${message.id}`,
	});
}

/** The same without its text, which the answer to a social media message does not have. */
export function socialView(message: StoredMessage, directory: Directory) {
	return without(messageView(message, directory), 'textBody', 'media');
}
