import type { IDataObject } from 'n8n-workflow';
import { filters, text } from '../../../shared/descriptions/fields';
import { defineProperty, type ValueOf } from '../../../shared/descriptions/property';
import { divisionOption, queueOption, userOption } from '../../directory';
import { wrapUpCodeOption } from '../../wrapUp/codes';

const MEDIA_TYPES = [
	{ name: 'Callback', value: 'callback' },
	{ name: 'Chat', value: 'chat' },
	{ name: 'Cobrowse', value: 'cobrowse' },
	{ name: 'Email', value: 'email' },
	{ name: 'Internal Message', value: 'internalmessage' },
	{ name: 'Message', value: 'message' },
	{ name: 'Screen Share', value: 'screenshare' },
	{ name: 'Video', value: 'video' },
	{ name: 'Voice', value: 'voice' },
] as const;

/** By what conversations are searched, to be read by `filterBody`. */
export const searchFilters = filters([
	text(
		'conversationIds',
		'Conversation IDs',
		'Comma-separated IDs of conversations, e.g. bff348eb-dd5f-47d6-bf96-0e75b8ecf7ca',
		{
			commaSeparated: true,
		},
	),
	defineProperty({
		displayName: 'Direction',
		name: 'direction',
		type: 'options',
		options: [
			{ name: 'Inbound', value: 'inbound' },
			{ name: 'Outbound', value: 'outbound' },
		],
		default: 'inbound',
		description: 'Who began the conversation: the customer (inbound), or the organization',
	}),
	divisionOption,
	defineProperty({
		displayName: 'Media Types',
		name: 'mediaTypes',
		type: 'multiOptions',
		options: MEDIA_TYPES,
		default: [],
		description: 'Only conversations of these kinds',
	}),
	queueOption,
	// Not `state`, which is that of users in another operation: the editor takes the value along.
	defineProperty({
		displayName: 'State',
		name: 'conversationState',
		type: 'options',
		options: [
			{ name: 'Ended', value: 'ended' },
			{ name: 'In Progress', value: 'inProgress' },
		],
		default: 'ended',
		description: 'Whether the conversations have ended or not',
	}),
	userOption,
	wrapUpCodeOption,
]);

type Values = Partial<ValueOf<typeof searchFilters>>;

const matches = (dimension: string, value: string): IDataObject => ({
	type: 'dimension',
	dimension,
	operator: 'matches',
	value,
});

/** One filter that each of the values fits, when there are any. */
const anyOf = (dimension: string, values: readonly string[] = []): IDataObject[] =>
	values.length === 0
		? []
		: [{ type: 'or', predicates: values.map((value) => matches(dimension, value)) }];

const given = (dimension: string, value?: string) => anyOf(dimension, value ? [value] : []);

/** Whether a conversation has an end, by its state. */
const END = { ended: 'exists', inProgress: 'notExists' } as const;

/** The filters of the request body: of conversations, and of a segment that must be in them. */
export function filterBody({ conversationState, ...values }: Values): IDataObject {
	const conversationFilters = [
		...anyOf('conversationId', values.conversationIds),
		...given('originatingDirection', values.direction),
		...given('divisionId', values.division),
		...(conversationState
			? [
					{
						type: 'and',
						predicates: [
							{ type: 'dimension', dimension: 'conversationEnd', operator: END[conversationState] },
						],
					},
				]
			: []),
	];
	const segmentFilters = [
		...anyOf('mediaType', values.mediaTypes),
		...given('queueId', values.queue),
		...given('userId', values.user),
		...given('wrapUpCode', values.wrapUpCode),
	];
	return {
		...(conversationFilters.length > 0 ? { conversationFilters } : {}),
		...(segmentFilters.length > 0 ? { segmentFilters } : {}),
	};
}
