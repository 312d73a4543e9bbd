import type { AgentSend, Channel, IdPlace, Party } from './model';

const SMS_CUSTOMER = '16504661149';
const EMAIL_CUSTOMER = 'customer@example.com';

/** The message of an agent as the samples of the webhook show it: sms with one recipient, email with a list. */
export function agentPayload(
	channel: Channel,
	send: AgentSend,
	messageId: string,
	idPlace: IdPlace,
): Record<string, unknown> {
	const email = channel.type === 'email';
	const type = send.type ?? (email ? 'Email' : 'Text');
	const to = recipients(send, email);
	const context = send.replyTo && { context: { replyTo: send.replyTo } };
	const inside = idPlace === 'inside' || (idPlace === 'sample' && !email);
	const ids = { ...(idPlace === 'absent' ? {} : { messageId }), ...context };
	return {
		channel: {
			id: channel.id,
			type: channel.type,
			from: send.from ?? { id: email ? `no-reply@${channel.id}` : channel.id },
			to: email ? to : to[0],
			...(inside ? ids : {}),
		},
		...(inside ? {} : ids),
		type,
		...(type === 'Email' ? emailBody(send) : textBody(type, send)),
		...send.extra,
	};
}

/** Always a list. */
export function recipients({ to }: AgentSend, email: boolean): Party[] {
	const given = to ?? (email ? EMAIL_CUSTOMER : SMS_CUSTOMER);
	if (Array.isArray(given)) return given;
	return [typeof given === 'string' ? { id: given } : given];
}

function textBody(type: string, { text, content }: AgentSend) {
	const body = text ?? (type === 'Text' ? 'Agent message text' : undefined);
	return { ...(body === undefined ? {} : { text: body }), ...(content && { content }) };
}

function emailBody({ subject = 'Subject', text, html, content }: AgentSend) {
	const plain = text ?? (html === undefined ? 'Plain text email body' : undefined);
	const parts = [
		...(plain === undefined ? [] : [{ type: 'text', text: plain }]),
		...(html === undefined ? [] : [{ type: 'html', text: html }]),
	];
	return { subject, content: content ?? parts };
}
