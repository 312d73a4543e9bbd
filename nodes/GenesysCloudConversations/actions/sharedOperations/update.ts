import { collection, date, number, text } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { bodyOf, bodyOption, checkChanges } from '../../../shared/descriptions/bodyFields';
import { conversationId } from '../../conversation/fields';
import type { Medium } from '../../conversation/media';

const updateFields = collection('updateFields', 'Update Fields', 'field', [
	text('externalTag', 'External Tag', 'Tag by which another system knows the conversation', {
		placeholder: 'e.g. CASE-4711',
	}),
	date(
		'inactivityTimeout',
		'Inactivity Timeout',
		'When the conversation counts as inactive, a time in the future',
	),
	number(
		'maxParticipants',
		'Max Participants',
		'How many participants a conference may have at most, e.g. 5',
		10,
		{ typeOptions: { minValue: 1, numberPrecision: 0 } },
	),
	text('name', 'Name of Conversation', 'Name of the conversation, e.g. Order 4711'),
	defineProperty({
		displayName: 'Recording State',
		name: 'recordingState',
		type: 'options',
		options: [
			{ name: 'Active', value: 'active', description: 'Resume a recording that was paused' },
			{ name: 'Paused', value: 'paused', description: 'Begin a secure pause' },
		],
		default: 'paused',
		description: 'Whether the recording goes on or pauses',
	}),
	text(
		'utilizationLabelId',
		'Utilization Label ID',
		'ID of the label by which the conversation counts toward what its agent can take, e.g. bff348eb-dd5f-47d6-bf96-0e75b8ecf7ca',
	),
]);

/** `PATCH /conversations/<medium>/{conversationId}` */
export const update = (medium: Medium) =>
	defineOperation({
		kind: 'action',
		value: 'update',
		name: 'Update',
		action: `Update ${medium.name} conversation such as its name or external tag or recording`,
		description: `Change the name, external tag, recording state or other fields of one ${medium.name} conversation`,
		properties: [conversationId, updateFields],
		options: [bodyOption],
		target: (values) => values.conversationId,
		request: ({ conversationId: id, updateFields: fields, options }) => {
			const body = bodyOf(fields, options);
			checkChanges(body, [updateFields]);
			return {
				method: 'PATCH',
				path: path`/conversations/${medium.path}/${id}`,
				body,
				idempotent: true,
			};
		},
	});
