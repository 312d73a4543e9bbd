import { badRequest, conflict, notFound } from '../errors';
import { without } from '../members';
import type { Conversation, Labels, Media, Participant, Wrapup } from '../model';
import { page } from '../page';
import { conversationView, mediaView } from '../views';
import { conversationOf, type Call, type Handlers, type Organization } from './call';

/** What is the same in every medium. */

interface Change {
	wrapup?: Wrapup;
	state?: string;
	held?: boolean;
	recording?: boolean;
	muted?: boolean;
	wrapupSkipped?: boolean;
	resumeTime?: string;
}

interface Target {
	userId?: string;
	userName?: string;
	address?: string;
	queueId?: string;
	transferType?: 'Attended' | 'Unattended';
}

const participantOf = (call: Call, organization: Organization, conversation: Conversation) =>
	organization.conversations.participant(conversation, call.params.participantId);

/** The participant whose communication the path names: both ids must belong together. */
function speakerOf(call: Call, organization: Organization, conversation: Conversation) {
	const participant = participantOf(call, organization, conversation);
	const { communicationId } = call.params;
	if (participant.communication.id === communicationId) return participant;
	throw notFound('communication', communicationId);
}

/** Only who serves a conversation says how it went. */
function wrapUp(participant: Participant, wrapup: Wrapup, { conversations }: Organization): void {
	if (participant.purpose !== 'agent') {
		throw badRequest(`The participant ${participant.id} is no agent: there is nothing to wrap up.`);
	}
	conversations.wrapUp(participant, wrapup);
}

function assigned({ communication }: Participant, provisional = false) {
	const wrapup = provisional ? communication.provisionalWrapup : communication.wrapup;
	if (!wrapup) throw notFound('wrap-up of communication', communication.id);
	return without(wrapup, 'name', 'provisional');
}

function change(call: Call<Change>, organization: Organization, participant: Participant): void {
	const { conversations } = organization;
	const conversation = conversations.find(call.params.conversationId);
	const { wrapup, state, held, wrapupSkipped, resumeTime } = call.body ?? {};
	if (wrapup) wrapUp(participant, wrapup, organization);
	if (wrapupSkipped !== undefined) participant.wrapupSkipped = wrapupSkipped;
	if (state !== undefined) conversations.setState(conversation, participant, state);
	if (held !== undefined) participant.communication.held = held;
	if (resumeTime !== undefined) participant.communication.resumeTime = resumeTime;
}

type Update = Labels & { state?: string; conversationIds?: string[] };

function update(media: Media) {
	return (call: Call<Update>, organization: Organization) => {
		const { conversations, directory } = organization;
		const conversation = conversationOf(call, organization, media);
		const { state, conversationIds = [], ...labels } = call.body;
		for (const id of conversationIds) conversations.find(id, media);
		if (state === 'disconnected') conversations.end(conversation, 'client');
		else if (state !== undefined) throw badRequest('state can only be disconnected.', 'state');
		conversation.labels = { ...conversation.labels, ...labelsOf(labels) };
		return conversationView(conversation, directory);
	};
}

/** What a caller can set; the rest of a conversation is Genesys's own. */
function labelsOf({ name, externalTag, maxParticipants, recordingState, ...rest }: Labels): Labels {
	const { utilizationLabelId, inactivityTimeout } = rest;
	const all = { name, externalTag, maxParticipants, recordingState };
	return JSON.parse(JSON.stringify({ ...all, utilizationLabelId, inactivityTimeout })) as Labels;
}

function replace(media: Media) {
	return (call: Call<Target>, organization: Organization) => {
		const { conversations, directory } = organization;
		const conversation = conversationOf(call, organization, media);
		const replaced = participantOf(call, organization, conversation);
		const { userId, userName, address, queueId, transferType = 'Unattended' } = call.body;
		if (replaced.communication.state === 'disconnected') {
			throw conflict(`The participant ${replaced.id} is disconnected.`);
		}
		const user = directory.users.find(
			({ id, name, email }) => [id, email].includes(userId ?? address ?? '') || name === userName,
		);
		const queue = directory.queue(queueId ?? address);
		if (!user && !queue) {
			throw badRequest(
				'userId, userName, queueId or address must name a user or a queue.',
				'userId',
			);
		}
		conversations.leave(replaced, 'transfer');
		if (user) conversations.offer(conversation, user.id, replaced.queueId);
		else conversations.route(conversation, queue!.id);
		conversation.transfers.push({
			id: conversations.newId(),
			state: 'Complete',
			dateIssued: new Date().toISOString(),
			...(call.userId ? { initiator: { userId: call.userId } } : {}),
			destination: user ? { userId: user.id } : { address: queue!.id },
			transferType,
		});
	};
}

/** What e-mail and message conversations have in common, by the name of the medium in the operations. */
function symmetric(name: 'Email' | 'Message', media: Media): Handlers {
	return {
		[`getConversations${name}`]: (call, organization) =>
			mediaView(conversationOf(call, organization, media), organization.directory),
		[`patchConversations${name}`]: update(media),
		[`patchConversations${name}Participant`]: (call: Call<Change>, organization) => {
			const conversation = conversationOf(call, organization, media);
			change(call, organization, participantOf(call, organization, conversation));
		},
		[`patchConversations${name}ParticipantCommunication`]: (call: Call<Change>, organization) => {
			const conversation = conversationOf(call, organization, media);
			const speaker = speakerOf(call, organization, conversation);
			// As documented, a wrap-up has no effect here.
			change({ ...call, body: { ...call.body, wrapup: undefined } }, organization, speaker);
			return {};
		},
		[`patchConversations${name}ParticipantAttributes`]: (
			call: Call<{ attributes?: Record<string, string> } | undefined>,
			organization,
		) => {
			const conversation = conversationOf(call, organization, media);
			const participant = participantOf(call, organization, conversation);
			Object.assign(participant.attributes, call.body?.attributes);
			return { attributes: participant.attributes };
		},
		[`postConversations${name}ParticipantReplace`]: replace(media),
		[`getConversations${name}ParticipantWrapup`]: (
			call: Call<unknown, { provisional?: boolean }>,
			organization,
		) => {
			const conversation = conversationOf(call, organization, media);
			return assigned(participantOf(call, organization, conversation), call.query.provisional);
		},
		[`getConversations${name}ParticipantWrapupcodes`]: (call, organization) => {
			participantOf(call, organization, conversationOf(call, organization, media));
			return organization.directory.wrapupCodes;
		},
	};
}

/** The wrap-up of a communication: four media have it. */
function wrapups(name: string, media: Media): Handlers {
	return {
		[`getConversations${name}ParticipantCommunicationWrapup`]: (
			call: Call<unknown, { provisional?: boolean }>,
			organization,
		) => {
			const conversation = conversationOf(call, organization, media);
			return assigned(speakerOf(call, organization, conversation), call.query.provisional);
		},
		[`postConversations${name}ParticipantCommunicationWrapup`]: (
			call: Call<Wrapup | undefined>,
			organization,
		) => {
			const conversation = conversationOf(call, organization, media);
			wrapUp(speakerOf(call, organization, conversation), call.body ?? {}, organization);
		},
	};
}

/** The conversations of the logged-in user. */
function own(name: string, path: string, media: Media): Handlers {
	return {
		[`getConversations${name}`]: ({ userId = '' }, { conversations, directory }) => {
			const all = conversations.active(userId, media).map((one) => mediaView(one, directory));
			return page(`/api/v2/conversations/${path}`, all);
		},
	};
}

export const participantHandlers: Handlers = {
	...symmetric('Email', 'email'),
	...symmetric('Message', 'message'),
	...wrapups('Email', 'email'),
	...wrapups('Message', 'message'),
	...wrapups('Social', 'social'),
	...wrapups('Video', 'video'),
	...own('Emails', 'emails', 'email'),
	...own('Messages', 'messages', 'message'),
	...own('Internalmessages', 'internalmessages', 'internalMessage'),
	...own('Cobrowsesessions', 'cobrowsesessions', 'cobrowse'),
	getConversationsInternalmessage: (call, organization) =>
		mediaView(conversationOf(call, organization, 'internalMessage'), organization.directory),
	getConversationsCobrowsesession: (call, organization) =>
		mediaView(conversationOf(call, organization, 'cobrowse'), organization.directory),
	getConversation: (call, organization) =>
		conversationView(conversationOf(call, organization), organization.directory),
	postConversationDisconnect: (call, organization) => {
		organization.conversations.tearDown(conversationOf(call, organization));
		return 'Accepted';
	},
	postConversationsMessageParticipantMonitor: (call, organization) => {
		const { conversations, directory } = organization;
		const conversation = conversationOf(call, organization, 'message');
		const { id } = participantOf(call, organization, conversation);
		const user = directory.user(call.userId);
		conversations.join(conversation, {
			purpose: 'user',
			userId: call.userId,
			name: user?.name,
			address: user?.email,
			monitoredParticipantId: id,
		});
	},
};
