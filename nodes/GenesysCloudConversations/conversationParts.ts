import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { cloud } from '../shared/apis/cloud';
import { editorDefaults } from '../shared/descriptions/common';
import { text } from '../shared/descriptions/fields';
import { locator } from '../shared/descriptions/locator';
import type { ListSearch } from '../shared/descriptions/property';
import type { Send } from '../shared/transport/api';
import { isObject } from '../shared/transport/body';
import { openClient } from '../shared/transport/client';
import { path } from '../shared/transport/path';
import type { Medium } from './media';

/** What a participant does in one medium, with whose part it is. */
interface Part {
	participant: IDataObject;
	communication: IDataObject;
}

const objects = (value: unknown): IDataObject[] => [value].flat().filter(isObject);

/** Where a participant of a conversation lists its communications, by medium. */
const MEMBERS = [
	...['emails', 'messages', 'internalMessages', 'videos', 'cobrowsesessions', 'socialExpressions'],
	...['calls', 'callbacks', 'chats', 'screenshares'],
];

/** `GET /conversations/{id}`: the only answer that has the ids of communications, whatever the medium. */
export async function conversationOf(send: Send, conversationId: string): Promise<IDataObject> {
	const response = await send({ method: 'GET', path: path`/conversations/${conversationId}` });
	return response.thing();
}

/** The communications of a conversation, with whose they are. @param members those of one medium; default: all */
export function partsOf(conversation: IDataObject, members: readonly string[] = MEMBERS): Part[] {
	return objects(conversation.participants).flatMap((participant) =>
		members.flatMap((member) =>
			objects(participant[member]).map((communication) => ({ participant, communication })),
		),
	);
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function nameOf({ name, address, purpose, id }: IDataObject, state: unknown): string {
	const who = textOf(name) || textOf(address) || textOf(id);
	return `${who} (${[purpose, state].map(textOf).filter(Boolean).join(', ')})`;
}

/** A search in the conversation that the node is set to. */
function within(
	choices: (
		conversation: IDataObject,
		participantId: string,
	) => Array<{ name: string; value: string }>,
): ListSearch {
	return async function search(
		this: ILoadOptionsFunctions,
		filter = '',
	): Promise<INodeListSearchResult> {
		const valueOf = (name: string) =>
			textOf(this.getCurrentNodeParameter(name, { extractValue: true })).trim();
		const conversationId = valueOf('conversationId');
		if (!conversationId) {
			throw new UserError('The Conversation ID is needed first', {
				description: 'Enter it above: the list shows what is in the conversation.',
			});
		}
		const send = await openClient(this, cloud, editorDefaults);
		const all = choices(await conversationOf(send, conversationId), valueOf('participant'));
		const wanted = filter.toLowerCase();
		return { results: all.filter(({ name }) => name.toLowerCase().includes(wanted)) };
	};
}

const searchParticipants = within(({ participants }) =>
	objects(participants).map((participant) => {
		const [part] = partsOf({ participants: [participant] });
		return {
			name: nameOf(participant, part?.communication.state),
			value: textOf(participant.id),
		};
	}),
);

const searchCommunications = within((conversation, participantId) =>
	partsOf(conversation)
		.filter(({ participant }) => !participantId || participant.id === participantId)
		.map(({ participant, communication }) => ({
			name: nameOf(participant, communication.state),
			value: textOf(communication.id),
		})),
);

const UUID = { placeholder: 'e.g. bff348eb-dd5f-47d6-bf96-0e75b8ecf7ca' };

export const conversationId = text('conversationId', 'Conversation ID', 'ID of the conversation', {
	required: true,
	placeholder: UUID.placeholder,
});

export const participant = locator('participant', 'Participant', {
	list: { search: searchParticipants, by: 'name' },
	id: UUID,
});

const own = (what: string) =>
	`Left empty, it is that of the only ${what} of your organization in the conversation.`;

export const participantOption = {
	...locator('participant', 'Participant', {
		optional: true,
		list: { search: searchParticipants, by: 'name' },
		id: UUID,
	}),
	description: `Who takes part in the conversation. ${own('agent')}`,
} as const;

export const communicationOption = {
	...locator('communication', 'Communication', {
		optional: true,
		list: { search: searchCommunications, by: 'name' },
		id: UUID,
	}),
	description: `The part of a participant in the conversation. ${own('agent')}`,
} as const;

export const communication = locator('communication', 'Communication', {
	list: { search: searchCommunications, by: 'name' },
	id: UUID,
});

interface Named {
	conversationId: string;
	participant?: string;
	communication?: string;
}

/**
 * The ids of a participant and its communication, of which either may be left out when one agent takes part.
 *
 * @throws UserError when it is none, or more than one
 */
export async function communicationIn(
	{ send }: { send: Send },
	{ member, name }: Medium,
	{ conversationId: id, participant: participantId, communication: communicationId }: Named,
): Promise<{ participantId: string; communicationId: string }> {
	if (participantId && communicationId) return { participantId, communicationId };
	const parts = partsOf(await conversationOf(send, id), [member]);
	const meant = parts.filter(
		({ participant: one, communication: part }) =>
			(!participantId || one.id === participantId) &&
			(!communicationId || part.id === communicationId) &&
			(participantId || communicationId || isOurs(one)),
	);
	const connected = meant.filter(({ communication: part }) => part.state === 'connected');
	const found = meant.length > 1 && connected.length > 0 ? connected : meant;
	const [only, ...others] = found;
	if (only && others.length === 0) {
		return {
			participantId: textOf(only.participant.id),
			communicationId: textOf(only.communication.id),
		};
	}
	throw new UserError(
		only
			? `The conversation has ${found.length} communications of agents`
			: `No agent takes part in the ${name} conversation`,
		{
			description: `Choose Participant and Communication. The conversation has: ${parts.map(shown).join('; ') || `no ${name} communication`}.`,
		},
	);
}

/** Agents, and users who were called in: those whose purpose is not that of a customer or of a machine. */
const isOurs = ({ purpose }: IDataObject) => purpose === 'agent' || purpose === 'user';

const shown = ({ participant: one, communication: part }: Part) =>
	`${nameOf(one, part.state)} participant ${textOf(one.id)}, communication ${textOf(part.id)}`;
