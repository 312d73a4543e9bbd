import { collection, date, flag, number, text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { bodyOf, bodyOption } from '../../bodies';
import {
	communicationIn,
	communicationOption,
	conversationId,
	participantOption,
} from '../../conversationParts';
import { wrapUpCodeOption } from '../../directory';
import type { Medium } from '../../media';

const fields = collection('additionalFields', 'Additional Fields', 'field', [
	flag(
		'disableEndTimeUpdates',
		'Disable End Time Updates',
		'Whether the end time of the wrap-up stays as it is from now on',
	),
	number(
		'durationSeconds',
		'Duration',
		'How many seconds the agent spent on work after the conversation',
		0,
		{ typeOptions: { minValue: 0 } },
	),
	date('endTime', 'End Time', 'When the wrap-up was finished'),
	text('name', 'Name', 'Name of the wrap-up code'),
	text('notes', 'Notes', 'What the agent says of the conversation', { typeOptions: { rows: 3 } }),
	flag('provisional', 'Provisional', 'Whether to save it for later: no code is needed then'),
	text('tags', 'Tags', 'Comma-separated tags that the agent chose', { commaSeparated: true }),
]);

/** `POST …/communications/{communicationId}/wrapup` */
export const apply = (medium: Medium) =>
	defineOperation({
		kind: 'action',
		value: `apply${medium.suffix}`,
		name: `Apply (${medium.suffix})`,
		action: `Apply wrapup code to ${medium.name}`,
		description: `Give a ${medium.name} communication its wrap-up code, notes and tags`,
		properties: [conversationId, wrapUpCodeOption, participantOption, communicationOption, fields],
		options: [bodyOption],
		target: (values) => values.conversationId,
		request: async (values, context) => {
			const { additionalFields, wrapUpCode, options } = values;
			const { participantId, communicationId } = await communicationIn(context, medium, values);
			return {
				method: 'POST',
				path: path`/conversations/${medium.path}/${values.conversationId}/participants/${participantId}/communications/${communicationId}/wrapup`,
				body: bodyOf({ code: wrapUpCode, ...additionalFields }, options),
			};
		},
	});
