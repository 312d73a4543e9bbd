import { text } from '../../shared/descriptions/fields';
import { locator } from '../../shared/descriptions/locator';
import { UUID } from '../ids';
import { conversationOf, identified, nameOf, partsOf, textOf } from './parts';
import { searchInConversation } from './search';

const searchParticipants = searchInConversation(async (send, id) =>
	identified((await conversationOf(send, id)).participants).map((participant) => {
		const states = partsOf({ participants: [participant] }).map(
			({ communication }) => communication.state,
		);
		return { name: nameOf(participant, states.at(-1)), value: textOf(participant.id) };
	}),
);

const searchCommunications = searchInConversation(async (send, id, field) => {
	const participantId = field('participant');
	return partsOf(await conversationOf(send, id))
		.filter(({ participant }) => !participantId || participant.id === participantId)
		.map(({ participant, communication, member }) => ({
			name: nameOf(participant, member, communication.state),
			value: textOf(communication.id),
		}));
});

export const conversationId = text(
	'conversationId',
	'Conversation ID',
	'ID of the conversation, as events, searches and the answers to other operations have it',
	{ required: true, ...UUID },
);

const participantWays = { list: { search: searchParticipants, by: 'name' }, id: UUID } as const;
const communicationWays = { list: { search: searchCommunications, by: 'name' }, id: UUID } as const;
const optional = true as const;

const source = 'The operation Get of the resource Conversation gives the ID.';
const AGENT = 'the agent who serves the conversation, if there is one only.';

const PARTICIPANT = 'Who takes part in the conversation.';
const COMMUNICATION = 'The part that a participant has in the conversation.';

export const participant = {
	...locator('participant', 'Participant ID', participantWays),
	description: `${PARTICIPANT} ${source}`,
} as const;

export const participantOption = {
	...locator('participant', 'Participant ID', { optional, ...participantWays }),
	description: `${PARTICIPANT} Left empty, it is ${AGENT} ${source}`,
} as const;

export const communication = {
	...locator('communication', 'Communication ID', communicationWays),
	description: `${COMMUNICATION} ${source}`,
} as const;

export const communicationOption = {
	...locator('communication', 'Communication ID', { optional, ...communicationWays }),
	description: `${COMMUNICATION} Left empty, it is that of ${AGENT} ${source}`,
} as const;
