import type { Conversation, Media, Participant } from '../model';
import type { Call, Handlers, Organization } from './call';
import { intervalOf } from './interval';

interface Predicate {
	dimension?: string;
	operator?: 'matches' | 'exists' | 'notExists';
	value?: string;
}

interface Filter {
	type: 'and' | 'or';
	clauses?: Filter[];
	predicates?: Predicate[];
}

interface Query {
	interval: string;
	order?: 'asc' | 'desc' | 'unordered';
	conversationFilters?: Filter[];
	segmentFilters?: Filter[];
	paging?: { pageSize: number; pageNumber: number };
}

type Dimensions = Record<string, string | undefined>;

/** As analytics calls it. */
const MEDIA_TYPES: Record<Media, string> = {
	email: 'email',
	message: 'message',
	internalMessage: 'internalmessage',
	cobrowse: 'cobrowse',
	video: 'video',
	social: 'social',
};

const MOST_DAYS = 31;

function passes({ type, clauses = [], predicates = [] }: Filter, own: Dimensions): boolean {
	const results = [
		...clauses.map((clause) => passes(clause, own)),
		...predicates.map(({ dimension = '', operator = 'matches', value }) => {
			const known = own[dimension];
			if (operator !== 'matches') return (known !== undefined) === (operator === 'exists');
			return known !== undefined && known.toLowerCase() === value?.toLowerCase();
		}),
	];
	return type === 'and' ? results.every(Boolean) : results.some(Boolean);
}

const direction = ({ participants: [first] }: Conversation) => first?.communication.direction;

function conversationDimensions(one: Conversation, division: string): Dimensions {
	return {
		conversationId: one.id,
		conversationEnd: one.endTime,
		originatingDirection: direction(one),
		divisionId: division,
	};
}

function segmentDimensions({ media }: Conversation, one: Participant): Dimensions {
	const { communication } = one;
	return {
		mediaType: MEDIA_TYPES[media],
		direction: communication.direction,
		purpose: one.purpose,
		queueId: one.queueId,
		userId: one.userId,
		wrapUpCode: communication.wrapup?.code,
	};
}

function detailsOf(conversation: Conversation, division: string) {
	return {
		conversationId: conversation.id,
		conversationStart: conversation.startTime,
		...(conversation.endTime ? { conversationEnd: conversation.endTime } : {}),
		originatingDirection: direction(conversation) ?? 'inbound',
		divisionIds: [division],
		participants: conversation.participants.map((one) => ({
			participantId: one.id,
			participantName: one.name,
			purpose: one.purpose,
			userId: one.userId,
			sessions: [
				{
					sessionId: one.communication.id,
					mediaType: MEDIA_TYPES[conversation.media],
					direction: one.communication.direction,
					segments: [
						{
							segmentStart: one.startTime,
							segmentEnd: one.endTime,
							segmentType: 'interact',
							queueId: one.queueId,
							wrapUpCode: one.communication.wrapup?.code,
						},
					],
				},
			],
		})),
	};
}

/** What was there in the interval and fits every filter; one segment must fit all filters of segments. */
function details(call: Call<Query>, { conversations, directory }: Organization) {
	const {
		interval,
		order = 'asc',
		conversationFilters = [],
		segmentFilters = [],
		paging,
	} = call.body;
	const [from, to] = intervalOf(interval, MOST_DAYS);
	const [{ id: division }] = directory.divisions;
	const all = conversations
		.list()
		.filter(({ startTime, endTime }) => {
			return Date.parse(startTime) < to && (!endTime || Date.parse(endTime) >= from);
		})
		.filter((one) => {
			const own = conversationDimensions(one, division);
			return conversationFilters.every((filter) => passes(filter, own));
		})
		.filter((one) =>
			one.participants.some((participant) => {
				const own = segmentDimensions(one, participant);
				return segmentFilters.every((filter) => passes(filter, own));
			}),
		)
		.map((one) => detailsOf(one, division));
	if (order === 'desc') all.reverse();
	const { pageSize = 25, pageNumber = 1 } = paging ?? {};
	const found = all.slice((pageNumber - 1) * pageSize, pageNumber * pageSize);
	// Where there is nothing, the list is not there either.
	return { ...(found.length > 0 ? { conversations: found } : {}), totalHits: all.length };
}

export const analyticsHandlers: Handlers = {
	postAnalyticsConversationsDetailsQuery: details,
};
