import type { Conversation, StoredEmail } from './model';

/** The reply to the last e-mail of a conversation, with nothing written in it. */
export function replyTo(
	{ emails, subject: topic = '' }: Conversation,
	draftType: StoredEmail['draftType'] = 'Reply',
): Omit<StoredEmail, 'id' | 'time'> {
	const last = emails.at(-1);
	const inbound = last?.direction !== 'outbound';
	const forwards = draftType === 'Forward';
	const prefix = forwards ? 'FW: ' : 'RE: ';
	const subject = last?.subject ?? topic;
	return {
		direction: 'outbound',
		state: 'Created',
		draftType,
		to: forwards || !last ? [] : inbound ? [last.from] : last.to,
		cc: draftType === 'ReplyAll' ? last?.cc : undefined,
		from: (inbound ? last?.to[0] : last?.from) ?? {},
		subject: subject.startsWith(prefix) ? subject : `${prefix}${subject}`,
		attachments: forwards ? [...(last?.attachments ?? [])] : [],
		textBody: '',
	};
}
