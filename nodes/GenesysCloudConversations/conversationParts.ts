import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { cloud } from '../shared/apis/cloud';
import type { Choice } from '../shared/descriptions/choices';
import { editorDefaults } from '../shared/descriptions/common';
import { text } from '../shared/descriptions/fields';
import { locator } from '../shared/descriptions/locator';
import type { ListSearch } from '../shared/descriptions/property';
import { isObject } from '../shared/transport/body';
import { openClient } from '../shared/transport/client';
import { conversationOf, identified, nameOf, partsOf, textOf } from './parts';

export { communicationIn, conversationOf, partsOf } from './parts';

/** What is in a field of the node in the editor; `''` also for an expression that has no value there yet. */
export function entered(context: ILoadOptionsFunctions, name: string): string {
	const field: unknown = context.getCurrentNodeParameter(name);
	const value = textOf(isObject(field) ? field.value : field).trim();
	return value.startsWith('=') ? '' : value;
}

/** The choices whose name has what was typed. */
export const filteredBy = (filter: string, choices: readonly Choice[]) => ({
	results: choices.filter(({ name }) => name.toLowerCase().includes(filter.trim().toLowerCase())),
});

/** A search in the conversation that the node is set to. */
function within(
	choices: (conversation: IDataObject, participantId: string) => Choice[],
): ListSearch {
	return async function search(filter = '') {
		const conversationId = entered(this, 'conversationId');
		if (!conversationId) {
			throw new UserError('The Conversation ID is needed first', {
				description:
					'Enter it above, or run the nodes before this one if it comes from an expression: the list shows what is in the conversation.',
			});
		}
		const send = await openClient(this, cloud, editorDefaults);
		const conversation = await conversationOf(send, conversationId);
		return filteredBy(filter, choices(conversation, entered(this, 'participant')));
	};
}

const searchParticipants = within(({ participants }) =>
	identified(participants).map((participant) => {
		const states = partsOf({ participants: [participant] }).map(
			({ communication }) => communication.state,
		);
		return { name: nameOf(participant, states.at(-1)), value: textOf(participant.id) };
	}),
);

const searchCommunications = within((conversation, participantId) =>
	partsOf(conversation)
		.filter(({ participant }) => !participantId || participant.id === participantId)
		.map(({ participant, communication, member }) => ({
			name: nameOf(participant, member, communication.state),
			value: textOf(communication.id),
		})),
);

const UUID = { placeholder: 'e.g. bff348eb-dd5f-47d6-bf96-0e75b8ecf7ca' };

export const conversationId = text(
	'conversationId',
	'Conversation ID',
	'ID of the conversation, as events, searches and the answers to other operations have it',
	{ required: true, trim: true, placeholder: UUID.placeholder },
);

const participantWays = { list: { search: searchParticipants, by: 'name' }, id: UUID } as const;
const communicationWays = { list: { search: searchCommunications, by: 'name' }, id: UUID } as const;
const optional = true as const;

const source = 'The operation Get of the resource Conversation gives the IDs.';
const own =
	'Left empty, it is that of the agent who serves the conversation, if there is one only.';

const PARTICIPANT = 'Who takes part in the conversation.';
const COMMUNICATION = 'The part that a participant has in the conversation.';

export const participant = {
	...locator('participant', 'Participant', participantWays),
	description: `${PARTICIPANT} ${source}`,
} as const;

export const participantOption = {
	...locator('participant', 'Participant', { optional, ...participantWays }),
	description: `${PARTICIPANT} ${own} ${source}`,
} as const;

export const communication = {
	...locator('communication', 'Communication', communicationWays),
	description: `${COMMUNICATION} ${source}`,
} as const;

export const communicationOption = {
	...locator('communication', 'Communication', { optional, ...communicationWays }),
	description: `${COMMUNICATION} ${own} ${source}`,
} as const;
