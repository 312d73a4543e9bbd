import { emailPreview, emailsSettings, emailView } from '../contents';
import { NATIVE_EMAIL } from '../conversations';
import { badRequest, CloudError, conflict, notFound } from '../errors';
import { without } from '../members';
import type { Attachment, Conversation, EmailAddress, EmailContent, StoredEmail } from '../model';
import { page } from '../page';
import { mediaView } from '../views';
import { conversationOf, type Call, type Handlers, type Organization } from './call';

interface Inbound {
	queueId?: string;
	flowId?: string;
	provider: string;
	skillIds?: string[];
	languageId?: string;
	priority?: number;
	attributes?: Record<string, string>;
	toAddress?: string;
	toName?: string;
	fromAddress?: string;
	fromName?: string;
	subject?: string;
	textBody?: string;
	htmlBody?: string;
}

type Created = Inbound & { direction?: 'INBOUND' | 'OUTBOUND' };

const person = (email?: string, name?: string): EmailAddress => ({
	...(email === undefined ? {} : { email }),
	...(name === undefined ? {} : { name }),
});

/** Where it goes: to a queue or through a flow, which the simulator ends in the first queue. */
function queueOf({ queueId, flowId }: Inbound, { directory }: Organization): string | undefined {
	if (queueId !== undefined && flowId !== undefined) {
		throw badRequest('queueId and flowId are mutually exclusive.', 'flowId');
	}
	if (queueId !== undefined) {
		if (!directory.queue(queueId)) throw notFound('queue', queueId);
		return queueId;
	}
	if (flowId === undefined) return undefined;
	if (!directory.flows.some(({ id }) => id === flowId)) throw notFound('flow', flowId);
	return directory.queues[0].id;
}

function checkRouting({ skillIds = [], languageId }: Inbound, { directory }: Organization): void {
	for (const id of skillIds) {
		if (!directory.skills.some((skill) => skill.id === id)) throw notFound('skill', id);
	}
	if (languageId !== undefined && !directory.languages.some(({ id }) => id === languageId)) {
		throw notFound('language', languageId);
	}
}

const received = (body: Inbound): EmailContent => ({
	to: [person(body.toAddress, body.toName)],
	from: person(body.fromAddress, body.fromName),
	subject: body.subject ?? '',
	textBody: body.textBody ?? '',
	...(body.htmlBody === undefined ? {} : { htmlBody: body.htmlBody }),
});

function createEmail(call: Call<Created>, organization: Organization) {
	const { conversations, directory } = organization;
	const { body } = call;
	const { direction = 'INBOUND', attributes, toAddress, toName, fromAddress, fromName } = body;
	const queueId = queueOf(body, organization);
	checkRouting(body, organization);
	const outbound = direction === 'OUTBOUND';
	if (outbound && !queueId) throw badRequest('queueId is needed to send on its behalf.', 'queueId');
	if (outbound && !toAddress)
		throw badRequest('toAddress is needed to send an email.', 'toAddress');
	if (!queueId) throw badRequest('queueId or flowId is needed.', 'queueId');
	if (outbound && !call.userId) {
		throw new CloudError(400, 'not.a.user', 'Only a user writes on behalf of a queue.');
	}
	if (!outbound && body.provider === NATIVE_EMAIL) {
		throw badRequest(`The provider "${NATIVE_EMAIL}" is reserved for native emails.`, 'provider');
	}
	const { languageId, priority, skillIds, subject } = body;
	const conversation = conversations.create('email', {
		provider: outbound ? NATIVE_EMAIL : body.provider,
		subject,
		customerAddress: outbound ? toAddress : fromAddress,
		ownAddress: outbound ? fromAddress : toAddress,
		routing: { queueId, languageId, priority, skillIds },
	});
	const side = outbound ? ('outbound' as const) : ('inbound' as const);
	const customer = {
		purpose: 'customer' as const,
		name: outbound ? toName : fromName,
		address: outbound ? toAddress : fromAddress,
		attributes: { ...attributes },
		direction: side,
	};
	if (outbound) {
		conversations.agent(conversation, call.userId!, { queueId, direction: side });
		conversations.join(conversation, customer);
		conversation.draft = {
			...conversations.newDraft(conversation),
			...received(body),
			attachments: [],
		};
	} else {
		conversations.join(conversation, customer);
		conversations.addEmail(conversation, received(body), 'inbound');
		conversations.route(conversation, queueId);
	}
	return mediaView(conversation, directory);
}

function receive(call: Call<Inbound>, organization: Organization) {
	const { conversations, directory } = organization;
	const conversation = emailOf(call, organization);
	const { body } = call;
	if (conversation.provider === NATIVE_EMAIL || body.provider === NATIVE_EMAIL) {
		throw badRequest(
			'Only a conversation whose provider is not PureCloud takes emails.',
			'provider',
		);
	}
	const queueId = queueOf(body, organization);
	checkRouting(body, organization);
	if (conversation.endTime) throw conflict(`The conversation ${conversation.id} has ended.`);
	const [customer] = conversation.participants;
	Object.assign(customer.attributes, body.attributes);
	conversations.addEmail(conversation, received(body), 'inbound');
	if (queueId && queueId !== conversation.routing?.queueId) {
		conversation.routing = { ...conversation.routing, queueId };
		conversations.route(conversation, queueId);
	}
	return mediaView(conversation, directory);
}

const emailOf = (call: Call, organization: Organization) =>
	conversationOf(call, organization, 'email');

function find({ emails }: Conversation, id: string): StoredEmail {
	const found = emails.find((email) => email.id === id);
	if (found) return found;
	throw notFound('message', id);
}

function reply(call: Call<EmailContent>, organization: Organization) {
	const conversation = emailOf(call, organization);
	if (conversation.endTime) throw conflict(`The conversation ${conversation.id} has ended.`);
	const { body } = call;
	if (body.to.length === 0) throw badRequest('to needs at least one recipient.', 'to');
	const sent = organization.conversations.addEmail(
		conversation,
		{ ...content(body), attachments: body.attachments ?? conversation.draft?.attachments },
		'outbound',
	);
	conversation.draft = undefined;
	return without(sent, 'id', 'direction');
}

/** Only what is written: ids and sizes are not for the caller to say. */
const content = ({
	to,
	cc,
	bcc,
	from,
	replyTo,
	subject,
	textBody,
	htmlBody,
	...rest
}: EmailContent) =>
	JSON.parse(
		JSON.stringify({
			...{ to, cc, bcc, from, replyTo, subject, textBody, htmlBody },
			historyIncluded: rest.historyIncluded,
			attachments: rest.attachments,
		}),
	) as EmailContent;

const draftView = (conversation: Conversation, { conversations }: Organization) =>
	emailView(conversation, conversations.draft(conversation), 'draft');

/** Who is served again: the customer, and the user who asks. */
function reconnect(call: Call, organization: Organization): void {
	const { conversations } = organization;
	const conversation = emailOf(call, organization);
	if (!conversation.endTime) {
		throw conflict(`The conversation ${conversation.id} is not disconnected.`);
	}
	const own = conversation.participants.filter(({ userId }) => userId === call.userId).at(-1);
	const customer = conversation.participants.find(({ purpose }) => purpose === 'customer');
	if (!own) throw badRequest('The user did not take part in this conversation.');
	conversation.endTime = undefined;
	conversations.agent(conversation, own.userId!, { queueId: own.queueId, direction: 'outbound' });
	if (!customer) return;
	const { purpose, name, address, attributes } = customer;
	conversations.join(conversation, { purpose, name, address, attributes, direction: 'outbound' });
}

export const emailHandlers: Handlers = {
	postConversationsEmails: createEmail,
	postConversationsEmailInboundmessages: receive,
	postConversationsEmailReconnect: reconnect,
	postConversationsEmailMessages: reply,
	getConversationsEmailSettings: (call, organization) => {
		emailOf(call, organization);
		return emailsSettings;
	},
	getConversationsEmailMessages: (call, organization) => {
		const conversation = emailOf(call, organization);
		const all = conversation.emails.map((email) => emailPreview(conversation, email));
		return page(`/api/v2/conversations/emails/${conversation.id}/messages`, all, 1, 100);
	},
	getConversationsEmailMessage: (call, organization) => {
		const conversation = emailOf(call, organization);
		return emailView(conversation, find(conversation, call.params.messageId));
	},
	getConversationsEmailMessagesDraft: (call, organization) =>
		draftView(emailOf(call, organization), organization),
	putConversationsEmailMessagesDraft: (call: Call<EmailContent>, organization) => {
		const conversation = emailOf(call, organization);
		const draft = organization.conversations.draft(conversation);
		const written = without(content(call.body), 'attachments');
		conversation.draft = { ...draft, ...written, state: 'Edited' };
		return draftView(conversation, organization);
	},
	patchConversationsEmailMessagesDraft: (
		call: Call<
			{ draftType?: StoredEmail['draftType'] } | undefined,
			{ autoFill?: boolean; discard?: boolean }
		>,
		organization,
	) => {
		const { conversations } = organization;
		const conversation = emailOf(call, organization);
		const { autoFill, discard } = call.query;
		if (autoFill && discard === false && conversation.draft?.state === 'Edited') {
			throw new CloudError(409, 'email.draft.initialized', 'The draft has been initialized.');
		}
		const draft =
			discard === false
				? conversations.draft(conversation)
				: conversations.newDraft(conversation, call.body?.draftType);
		if (autoFill) draft.textBody += quoted(conversation.emails.at(-1));
		conversation.draft = { ...draft, state: autoFill ? 'Ready' : draft.state };
		return draftView(conversation, organization);
	},
	postConversationsEmailMessagesDraftAttachmentsCopy: (
		call: Call<{ sourceMessage: { id?: string }; attachments: Attachment[] }>,
		organization,
	) => {
		const conversation = emailOf(call, organization);
		const source = find(conversation, call.body.sourceMessage.id ?? '');
		const draft = organization.conversations.draft(conversation);
		for (const { attachmentId = '' } of call.body.attachments) {
			const found = source.attachments.find((one) => one.attachmentId === attachmentId);
			if (!found) throw notFound('attachment', attachmentId);
			const known = draft.attachments.some((one) => one.attachmentId === attachmentId);
			if (!known) draft.attachments.push({ ...found });
		}
		return draftView(conversation, organization);
	},
	deleteConversationsEmailMessagesDraftAttachment: (call, organization) => {
		const { attachments } = organization.conversations.draft(emailOf(call, organization));
		const { attachmentId } = call.params;
		const at = attachments.findIndex((one) => one.attachmentId === attachmentId);
		if (at < 0) throw notFound('attachment', attachmentId);
		attachments.splice(at, 1);
	},
	patchConversationsEmailParticipantParkingstate: (
		call: Call<{ state: string; resumeTime?: string }>,
		organization,
	) => {
		const { conversations } = organization;
		const conversation = emailOf(call, organization);
		const participant = conversations.participant(conversation, call.params.participantId);
		const { state, resumeTime } = call.body;
		if (state !== 'parked' && state !== 'connected') {
			throw badRequest('state can be parked or connected.', 'state');
		}
		conversations.setState(conversation, participant, state);
		if (state === 'parked') participant.communication.resumeTime = resumeTime;
	},
};

/** What an answer begins with. */
const quoted = (email: StoredEmail | undefined) =>
	email ? `\n\n${email.textBody.replace(/^/gm, '> ')}` : '';
