import type { Directory } from './directory';
import { compact } from './members';
import type { Communication, Conversation, Media, Participant, StoredMessage } from './model';

/** What the API shows of conversations. */

const PATHS: Record<Media, string> = {
	email: 'emails',
	message: 'messages',
	internalMessage: 'internalmessages',
	cobrowse: 'cobrowsesessions',
	video: 'videos',
	social: 'socials',
};

/** Members of a participant that hold its communications, by medium. */
const MEMBERS: Record<Media, string> = {
	email: 'emails',
	message: 'messages',
	internalMessage: 'internalMessages',
	cobrowse: 'cobrowsesessions',
	video: 'videos',
	social: 'socialExpressions',
};

export const ROOT = '/api/v2/conversations';

const reference = (id: string, name?: string) => ({ id, ...(name ? { name } : {}) });
const address = (value = '') => ({
	name: value,
	addressNormalized: value,
	addressRaw: value,
	addressDisplayable: value,
});

/** The conversation with all its participants and communications: the only place with communication ids. */
export function conversationView(conversation: Conversation, directory: Directory) {
	const { id, startTime, endTime, customerAddress, participants, transfers } = conversation;
	const { recordingState = 'NONE', ...labels } = conversation.labels ?? {};
	return compact({
		id,
		...labels,
		startTime,
		endTime,
		address: customerAddress,
		participants: participants.map((one) => participantView(conversation, one, directory)),
		recordingState: recordingState.toUpperCase(),
		divisions: divisions(directory),
		recentTransfers: transfers.slice(-20),
		selfUri: `${ROOT}/${id}`,
	});
}

function participantView(conversation: Conversation, one: Participant, directory: Directory) {
	const { communication } = one;
	return compact({
		id: one.id,
		startTime: one.startTime,
		endTime: one.endTime,
		connectedTime: communication.connectedTime,
		name: one.name,
		userId: one.userId,
		userUri: one.userId && `/api/v2/users/${one.userId}`,
		queueId: one.queueId,
		queueName: directory.queue(one.queueId)?.name,
		purpose: one.purpose,
		participantType: one.purpose === 'agent' ? 'Internal' : 'External',
		address: one.address,
		wrapupRequired: one.purpose === 'agent',
		wrapupSkipped: one.wrapupSkipped,
		wrapup: communication.wrapup,
		monitoredParticipantId: one.monitoredParticipantId,
		mediaRoles: one.monitoredParticipantId ? ['monitor'] : ['full'],
		attributes: one.attributes,
		[MEMBERS[conversation.media]]: [communicationView(conversation, one)],
	});
}

function communicationView(conversation: Conversation, participant: Participant) {
	const { communication } = participant;
	const { media, provider, subject, emails, draft, messengerType, messages } = conversation;
	const common = {
		id: communication.id,
		state: communication.state,
		disconnectType: communication.disconnectType,
		startAlertingTime: communication.startAlertingTime,
		connectedTime: communication.connectedTime,
		disconnectedTime: communication.disconnectedTime,
		provider,
		segments: [],
	};
	const self = participant.address === undefined ? undefined : address(participant.address);
	const work = { wrapup: communication.wrapup, afterCallWorkRequired: false };
	const started = { initialState: communication.initialState };
	const { held, direction, parkTime, resumeTime } = communication;
	const outbound = emails.filter((email) => email.direction === 'outbound');
	const byMedia: Record<Media, object> = {
		email: {
			...work,
			...started,
			held,
			direction,
			parkTime,
			subject,
			messagesSent: outbound.length,
			messageId: emails.at(-1)?.id,
			draftAttachments: draft?.attachments,
		},
		message: {
			...work,
			...started,
			held,
			direction,
			parkTime,
			resumeTime,
			type: messengerType,
			...addresses(conversation, communication),
			messages: messages.map((message) => messageReference(message)),
		},
		internalMessage: { ...started, messages: [] },
		cobrowse: { ...work, ...started, self, cobrowseRole: 'sharer', controlling: [] },
		video: { ...work, ...started, self, peerCount: 1, msids: [] },
		social: { ...work, held, socialMediaHub: provider, previewText: subject },
	};
	return compact({ ...common, ...byMedia[media] });
}

/** From and to of the first message of a participant. */
function addresses({ customerAddress, ownAddress }: Conversation, { direction }: Communication) {
	const [from, to] =
		direction === 'inbound' ? [customerAddress, ownAddress] : [ownAddress, customerAddress];
	return { fromAddress: address(from), toAddress: address(to) };
}

const messageReference = ({ id, conversationId, status, timestamp, media }: StoredMessage) => ({
	messageId: id,
	messageURI: `${ROOT}/messages/${conversationId}/messages/${id}`,
	messageStatus: status,
	messageTime: timestamp,
	media,
});

/** The conversation as its own medium shows it: a participant is one with its communication. */
export function mediaView(conversation: Conversation, directory: Directory) {
	const { id, media, participants, transfers } = conversation;
	return {
		id,
		participants: participants.map((one) => mediaParticipant(conversation, one, directory)),
		otherMediaUris: [],
		recentTransfers: transfers.slice(-20),
		divisions: divisions(directory),
		selfUri: `${ROOT}/${PATHS[media]}/${id}`,
	};
}

function mediaParticipant(conversation: Conversation, one: Participant, directory: Directory) {
	const { communication } = one;
	const user = directory.user(one.userId);
	const queue = directory.queue(one.queueId);
	const { routing, media, emails, draft, messages, messengerType, subject } = conversation;
	const byMedia: Partial<Record<Media, object>> = {
		email: {
			subject,
			messagesSent: emails.filter(({ direction }) => direction === 'outbound').length,
			draftAttachments: draft?.attachments ?? [],
			messageId: emails.at(-1)?.id,
		},
		message: {
			...addresses(conversation, communication),
			messages: messages.map((message) => messageReference(message)),
			type: messengerType,
			monitoredParticipantId: one.monitoredParticipantId,
		},
		internalMessage: { messages: [] },
		cobrowse: { cobrowseRole: 'sharer', controlling: [] },
	};
	return compact({
		id: one.id,
		name: one.name,
		address: one.address,
		startTime: one.startTime,
		endTime: one.endTime,
		startAlertingTime: communication.startAlertingTime,
		connectedTime: communication.connectedTime,
		parkTime: communication.parkTime,
		resumeTime: communication.resumeTime,
		purpose: one.purpose,
		state: communication.state,
		direction: communication.direction,
		disconnectType: communication.disconnectType,
		held: communication.held,
		wrapupRequired: one.purpose === 'agent',
		wrapupSkipped: one.wrapupSkipped,
		wrapup: communication.wrapup,
		mediaRoles: one.monitoredParticipantId ? ['monitor'] : ['full'],
		user: user && reference(user.id, user.name),
		queue: queue && reference(queue.id, queue.name),
		attributes: one.attributes,
		provider: conversation.provider,
		conversationRoutingData: routing && {
			...(routing.queueId ? { queue: reference(routing.queueId) } : {}),
			...(routing.languageId ? { language: reference(routing.languageId) } : {}),
			...(routing.priority === undefined ? {} : { priority: routing.priority }),
			skills: (routing.skillIds ?? []).map((id) => reference(id)),
		},
		...compact(byMedia[media] ?? {}),
	});
}

const divisions = ({ divisions: [home] }: Directory) => [
	{ division: reference(home.id, home.name), entities: [] },
];
