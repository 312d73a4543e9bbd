import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { Send } from '../../shared/transport/api';
import { isObject } from '../../shared/transport/body';
import { path } from '../../shared/transport/path';
import type { Medium } from './media';

/** What a participant does in one medium, with whose part it is. */
export interface Part {
	participant: IDataObject;
	communication: IDataObject;
	/** Under which the participant has it. */
	member: string;
}

/** Ids that the user gave, of which only that of the conversation is needed. */
interface Named {
	conversationId: string;
	participant?: string;
	communication?: string;
}

/** Of several parts those that it is true of are meant, if there are any. */
type Preference = (part: Part) => boolean;

/** Where a participant of a conversation lists its communications, by medium. */
const MEMBERS = [
	...['emails', 'messages', 'internalMessages', 'videos', 'cobrowsesessions', 'socialExpressions'],
	...['calls', 'callbacks', 'chats', 'screenshares'],
];

const OVER = ['disconnected', 'terminated'];

const isConnected: Preference = ({ communication }) => communication.state === 'connected';
const isActive: Preference = ({ communication }) => !OVER.includes(textOf(communication.state));
const isWrappedUp: Preference = ({ communication }) =>
	isObject(communication.wrapup) && textOf(communication.wrapup.code) !== '';

/** Who is at work; once all have gone, whose wrap-up is still to come. */
const AT_WORK: readonly Preference[] = [isConnected, isActive, (part) => !isWrappedUp(part)];

/** Whose wrap-up there is to read. */
export const WRAPPED_UP: readonly Preference[] = [isWrappedUp, ...AT_WORK];

/** Who has put the conversation aside. */
export const PARKED: readonly Preference[] = [
	({ communication }) => communication.state === 'parked',
	...AT_WORK,
];

/** Who can be connected: is called, or has put the conversation aside. */
export const WAITING: readonly Preference[] = [
	({ communication }) => ['alerting', 'parked'].includes(textOf(communication.state)),
	...AT_WORK,
];

/** `''` for what is no text. */
export const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** What of a list, or of one thing in place of it, is an object with an id: no other can be named in a path. */
export const identified = (value: unknown): IDataObject[] =>
	[value].flat().filter((one): one is IDataObject => isObject(one) && textOf(one.id) !== '');

/** `GET /conversations/{id}`: the only answer that has the ids of communications, whatever the medium. */
export async function conversationOf(send: Send, conversationId: string): Promise<IDataObject> {
	const response = await send({ method: 'GET', path: path`/conversations/${conversationId}` });
	return response.thing();
}

/** The communications of a conversation, with whose they are. @param members those of one medium; default: all */
export function partsOf(conversation: IDataObject, members: readonly string[] = MEMBERS): Part[] {
	return identified(conversation.participants).flatMap((participant) =>
		members.flatMap((member) =>
			identified(participant[member]).map((communication) => ({
				participant,
				communication,
				member,
			})),
		),
	);
}

/** A participant as people know it: by name, what it is there for, and more. */
export function nameOf({ name, address, purpose, id }: IDataObject, ...more: unknown[]): string {
	const who = textOf(name) || textOf(address) || textOf(id);
	const what = [purpose, ...more].map(textOf).filter(Boolean).join(', ');
	return what ? `${who} (${what})` : who;
}

/**
 * The ids of a participant and its communication. Either may be left out when one agent takes part, or when `preferences`
 * tell which one is meant: the first that tells some of them apart narrows down, and so does each after it.
 *
 * @returns also the kind of messenger, where the conversation had to be read
 * @throws UserError when it is none, or more than one
 */
export async function communicationIn(
	{ send }: { send: Send },
	medium: Medium,
	named: Named,
	preferences = AT_WORK,
): Promise<{ participantId: string; communicationId: string; messengerType?: string }> {
	const { participant: participantId, communication: communicationId } = named;
	if (participantId && communicationId) return { participantId, communicationId };
	const idOf = ({ communication }: Part) => textOf(communication.id);
	const part = await partIn(send, medium, named, preferences, idOf);
	return {
		participantId: textOf(part.participant.id),
		communicationId: idOf(part),
		messengerType: textOf(part.communication.type),
	};
}

/** The id of a participant, as `communicationIn` finds it when it was left out; it may have several communications. */
export async function participantIn(
	{ send }: { send: Send },
	medium: Medium,
	{ conversationId, participant }: Named,
	preferences = AT_WORK,
): Promise<string> {
	if (participant) return participant;
	const idOf = (part: Part) => textOf(part.participant.id);
	return idOf(await partIn(send, medium, { conversationId }, preferences, idOf));
}

/** @param idOf what must be the same in all parts that can be meant */
async function partIn(
	send: Send,
	medium: Medium,
	named: Named,
	preferences: readonly Preference[],
	idOf: (part: Part) => string,
): Promise<Part> {
	const { participant: participantId, communication: communicationId } = named;
	const parts = partsOf(await conversationOf(send, named.conversationId));
	const ofMedium = parts.filter(({ member }) => member === medium.member);
	const candidates = ofMedium.filter(
		({ participant, communication }) =>
			(!participantId || participant.id === participantId) &&
			(!communicationId || communication.id === communicationId) &&
			(participantId || communicationId || isOurs(participant)),
	);
	const meant = preferences.reduce((left, preference) => {
		const preferred = left.filter(preference);
		return preferred.length > 0 ? preferred : left;
	}, candidates);
	if (new Set(meant.map(idOf)).size === 1) return meant[0];
	const there = parts.map(shown).join('; ') || 'no participant with a communication';
	throw new UserError(problemOf(medium, named, meant), {
		description: `Give Participant ID and Communication ID, and choose the operation for the kind of the conversation. The conversation has: ${there}.`,
	});
}

function problemOf(
	{ name }: Medium,
	{ participant, communication }: Named,
	[first, ...others]: Part[],
) {
	if (first) {
		const isOne = others.every((other) => other.participant.id === first.participant.id);
		const what = isOne ? 'communications' : 'participants';
		return `Several ${what} of the ${name} conversation can be meant`;
	}
	if (communication) return `The conversation has no ${name} communication with this ID`;
	if (participant) return `The participant has no ${name} communication in the conversation`;
	return `No agent takes part in the ${name} conversation`;
}

/** Agents, and users who were called in; who only listens to them does not serve the conversation. */
const isOurs = ({ purpose, monitoredParticipantId, coachedParticipantId }: IDataObject) =>
	(purpose === 'agent' || purpose === 'user') && !monitoredParticipantId && !coachedParticipantId;

const shown = ({ participant, communication, member }: Part) =>
	`${nameOf(participant, member, communication.state)} participant ${textOf(participant.id)}, communication ${textOf(communication.id)}`;
