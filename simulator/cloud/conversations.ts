import type { Faker } from '@faker-js/faker';
import type { RandomSource } from '../core/random';
import type { Directory } from './directory';
import { badRequest, CloudError, conflict, notFound } from './errors';
import type {
	Attachment,
	CloudSettings,
	Communication,
	Conversation,
	EmailContent,
	Media,
	MessengerType,
	Participant,
	State,
	StoredEmail,
	StoredMessage,
	Wrapup,
} from './model';

export const NATIVE_EMAIL = 'PureCloud Email';
const PROVIDERS: Record<Media, string> = {
	email: NATIVE_EMAIL,
	message: 'PureCloud Messaging',
	internalMessage: 'PureCloud Internal Messaging',
	cobrowse: 'PureCloud Cobrowse',
	video: 'PureCloud Video',
	social: 'PureCloud Social',
};

/** What a conversation that was torn down is wrapped up with; what it is called is not documented. */
const SYSTEM_WRAPUP = { code: 'system', name: 'System' };

/** Who joins a conversation, and how. */
export type NewParticipant = Pick<Participant, 'purpose'> &
	Partial<
		Pick<
			Participant,
			'name' | 'address' | 'userId' | 'queueId' | 'attributes' | 'monitoredParticipantId'
		>
	> & { state?: State; direction?: Communication['direction'] };

const now = () => new Date().toISOString();

/** The conversations of an organization, and what may happen to them. */
export class Conversations {
	private all = new Map<string, Conversation>();
	private readonly ids: Faker;

	constructor(
		random: RandomSource,
		private readonly directory: Directory,
		private readonly settings: () => CloudSettings,
		/** Told of every message that goes out. */
		private readonly sent: (message: StoredMessage, conversation: Conversation) => void,
	) {
		this.ids = random('cloud-conversations');
	}

	newId(): string {
		return this.ids.string.uuid();
	}

	/** Oldest first. */
	list(): Conversation[] {
		return [...this.all.values()];
	}

	create(media: Media, more: Partial<Conversation> = {}): Conversation {
		const conversation: Conversation = {
			id: this.newId(),
			media,
			startTime: now(),
			provider: PROVIDERS[media],
			participants: [],
			emails: [],
			messages: [],
			typing: [],
			transfers: [],
			...more,
		};
		this.all.set(conversation.id, conversation);
		return conversation;
	}

	/** @throws CloudError 404 when there is none with this id, or it is one of another medium */
	find(id: string, ...media: Media[]): Conversation {
		const found = this.all.get(id);
		if (found && (media.length === 0 || media.includes(found.media))) return found;
		throw notFound('conversation', id);
	}

	participant(conversation: Conversation, id: string): Participant {
		const found = conversation.participants.find((participant) => participant.id === id);
		if (found) return found;
		throw notFound('participant', id);
	}

	/** The participant whose communication it is. */
	ofCommunication(conversation: Conversation, id: string): Participant {
		const found = conversation.participants.find(({ communication }) => communication.id === id);
		if (found) return found;
		throw notFound('communication', id);
	}

	/** The conversations a user takes part in and has not left. */
	active(userId: string, media: Media): Conversation[] {
		return this.list().filter(
			(conversation) =>
				conversation.media === media &&
				conversation.participants.some((one) => one.userId === userId && isActive(one)),
		);
	}

	/** The newest conversation with an address that has not ended. */
	talkWith(messengerType: MessengerType, address: string, integrationId?: string) {
		return this.list()
			.filter((one) => one.media === 'message' && one.messengerType === messengerType)
			.filter((one) => one.customerAddress === address && !one.endTime)
			.filter((one) => integrationId === undefined || one.integrationId === integrationId)
			.at(-1);
	}

	join(conversation: Conversation, participant: NewParticipant): Participant {
		const { state = 'connected', direction = 'inbound', ...rest } = participant;
		const startTime = now();
		const joined: Participant = {
			id: this.newId(),
			startTime,
			attributes: {},
			...rest,
			communication: {
				id: this.newId(),
				state,
				initialState: state,
				direction,
				provider: conversation.provider,
				held: false,
				...(state === 'alerting' ? { startAlertingTime: startTime } : {}),
				...(state === 'connected' ? { connectedTime: startTime } : {}),
			},
		};
		conversation.participants.push(joined);
		return joined;
	}

	/** Puts it into a queue, from where it goes to an agent as the settings say. */
	route(conversation: Conversation, queueId: string): void {
		const queue = this.directory.queue(queueId);
		if (!queue) throw notFound('queue', queueId);
		const waiting = this.join(conversation, { purpose: 'acd', name: queue.name, queueId });
		const userId = queue.members[0];
		if (this.settings().routing === 'wait' || !userId) return;
		this.leave(waiting, 'transfer');
		this.offer(conversation, userId, queueId);
	}

	/** A user gets it who has not asked for it: it is answered, or it alerts. */
	offer(conversation: Conversation, userId: string, queueId?: string): void {
		const state = this.settings().routing === 'answer' ? 'connected' : 'alerting';
		this.agent(conversation, userId, { queueId, state });
	}

	agent(conversation: Conversation, userId: string, more: Partial<NewParticipant> = {}) {
		const user = this.directory.user(userId);
		if (!user) throw notFound('user', userId);
		return this.join(conversation, {
			purpose: 'agent',
			name: user.name,
			address: user.email,
			userId,
			...more,
		});
	}

	/** Changes the state of a participant, as the participant or somebody for it asks. */
	setState(conversation: Conversation, participant: Participant, state: string): void {
		const { communication } = participant;
		if (state === communication.state) return;
		if (state === 'disconnected') return this.disconnect(conversation, participant, 'client');
		if (state !== 'connected' && state !== 'parked') {
			throw badRequest(`A participant cannot be set to ${state}.`, 'state');
		}
		if (communication.state === 'disconnected') {
			throw conflict(`The participant ${participant.id} is disconnected.`);
		}
		communication.state = state;
		if (state === 'connected') communication.connectedTime ??= now();
		communication.parkTime = state === 'parked' ? now() : undefined;
		if (state !== 'parked') communication.resumeTime = undefined;
	}

	/** When the customer goes, or the last one who serves it, all go. */
	disconnect(conversation: Conversation, participant: Participant, type: string): void {
		this.leave(participant, type);
		const left = conversation.participants.filter(isActive);
		const served = left.some(({ purpose }) => purpose === 'agent' || purpose === 'acd');
		const there = left.some(({ purpose }) => purpose === 'customer');
		if (!served || !there) this.end(conversation, 'peer');
	}

	/** Disconnects everybody. */
	end(conversation: Conversation, type: string): void {
		for (const one of conversation.participants.filter(isActive)) this.leave(one, type);
		conversation.endTime ??= now();
	}

	/** Disconnects everybody, and wraps up for those who still owe it. */
	tearDown(conversation: Conversation): void {
		this.end(conversation, 'system');
		for (const { purpose, communication } of conversation.participants) {
			if (purpose === 'agent') communication.wrapup ??= { ...SYSTEM_WRAPUP, endTime: now() };
		}
	}

	/** Adds an e-mail, and answers it as it is kept. */
	addEmail(conversation: Conversation, email: EmailContent, direction: StoredEmail['direction']) {
		const kept: StoredEmail = {
			...email,
			attachments: (email.attachments ?? []).map((attachment) => this.attachment(attachment)),
			id: this.newId(),
			time: now(),
			direction,
		};
		conversation.emails.push(kept);
		return kept;
	}

	/** The draft of the next reply: there is one as soon as somebody asks. */
	draft(conversation: Conversation): StoredEmail {
		conversation.draft ??= this.newDraft(conversation);
		return conversation.draft;
	}

	/** A reply that nobody has touched. */
	newDraft(conversation: Conversation, draftType: StoredEmail['draftType'] = 'Reply'): StoredEmail {
		const last = conversation.emails.at(-1);
		const inbound = last?.direction !== 'outbound';
		const prefix = draftType === 'Forward' ? 'FW: ' : 'RE: ';
		const subject = last?.subject ?? conversation.subject ?? '';
		return {
			id: this.newId(),
			time: now(),
			direction: 'outbound',
			state: 'Created',
			draftType,
			to: draftType === 'Forward' || !last ? [] : inbound ? [last.from] : last.to,
			cc: draftType === 'ReplyAll' ? last?.cc : undefined,
			from: (inbound ? last?.to[0] : last?.from) ?? {},
			subject: subject.startsWith(prefix) ? subject : `${prefix}${subject}`,
			attachments: draftType === 'Forward' ? [...(last?.attachments ?? [])] : [],
			textBody: '',
		};
	}

	/** An attachment with an id of its own if it has none. */
	attachment(attachment: Attachment): Attachment {
		return { ...attachment, attachmentId: attachment.attachmentId ?? this.newId() };
	}

	addMessage(
		conversation: Conversation,
		message: Partial<StoredMessage> & Pick<StoredMessage, 'direction' | 'textBody'>,
	): StoredMessage {
		const { customerAddress = '', ownAddress = '' } = conversation;
		const inbound = message.direction === 'inbound';
		const kept: StoredMessage = {
			id: this.newId(),
			conversationId: conversation.id,
			timestamp: now(),
			fromAddress: inbound ? customerAddress : ownAddress,
			toAddress: inbound ? ownAddress : customerAddress,
			messengerType: conversation.messengerType ?? 'open',
			status: inbound ? 'received' : 'sent',
			media: [],
			...message,
		};
		conversation.messages.push(kept);
		if (!inbound) this.sent(kept, conversation);
		return kept;
	}

	/** A message of any conversation. */
	message(id: string, conversation?: Conversation): StoredMessage {
		const within = conversation ? [conversation] : this.list();
		for (const { messages } of within) {
			const found = messages.find((message) => message.id === id);
			if (found) return found;
		}
		throw notFound('message', id);
	}

	/** @throws CloudError 400 without a code, or with one that the organization does not have */
	wrapUp(participant: Participant, wrapup: Wrapup & { disableEndTimeUpdates?: boolean }): void {
		const { disableEndTimeUpdates, ...given } = wrapup;
		const code = this.directory.wrapupCodes.find(({ id }) => id === given.code);
		if (!given.code && !given.provisional) {
			throw new CloudError(400, 'missing.wrapup.code', 'A wrap-up code is needed.');
		}
		if (given.code && !code) {
			throw badRequest(`There is no wrap-up code ${given.code}.`, 'code');
		}
		const { communication } = participant;
		const kept = { endTime: now(), ...given, ...(code ? { name: code.name } : {}) };
		if (given.provisional) {
			communication.provisionalWrapup = kept;
			return;
		}
		if (disableEndTimeUpdates && communication.wrapup) kept.endTime = communication.wrapup.endTime!;
		communication.wrapup = kept;
		communication.provisionalWrapup = undefined;
	}

	/** Ends one participant, and no other. */
	leave(participant: Participant, type: string): void {
		if (!isActive(participant)) return;
		const time = now();
		participant.endTime = time;
		Object.assign(participant.communication, {
			state: 'disconnected',
			disconnectedTime: time,
			disconnectType: type,
			held: false,
		});
	}
}

export const isActive = ({ communication }: Participant) => communication.state !== 'disconnected';
