import type { IDataObject } from 'n8n-workflow';
import { collection, date, flag, number, text } from '../../shared/descriptions/fields';
import type { ValueOf } from '../../shared/descriptions/property';
import { compact } from '../../shared/transport/body';

/** What there is to say of a wrap-up besides its code. */
export const wrapUpFields = collection('wrapUpFields', 'Wrap-Up Fields', 'field', [
	flag(
		'disableEndTimeUpdates',
		'Disable End Time Updates',
		'Whether the end time of the wrap-up stays as it is from now on',
	),
	number(
		'durationSeconds',
		'Duration in Seconds',
		'How many seconds the agent spent on work after the conversation, e.g. 45',
		0,
		{ typeOptions: { minValue: 0, numberPrecision: 0 } },
	),
	date('endTime', 'End Time', 'When the wrap-up was finished'),
	text('name', 'Name of Wrap-Up Code', 'Name of the wrap-up code, e.g. Solved'),
	text('notes', 'Notes', 'What the agent says of the conversation, e.g. Refund promised', {
		typeOptions: { rows: 3 },
	}),
	flag(
		'provisional',
		'Provisional',
		'Whether to save the wrap-up to be completed later: no code is needed then',
	),
	text('tags', 'Tags', 'Comma-separated tags that the agent chose', {
		commaSeparated: true,
		placeholder: 'e.g. refund, vip',
	}),
]);

/** `WrapupInput` of what was entered; undefined when nothing was. */
export function wrapUpOf(
	code: string,
	{ tags = [], ...fields }: ValueOf<typeof wrapUpFields>,
): IDataObject | undefined {
	const wrapUp = compact({ code, ...fields, tags: tags.length > 0 ? tags : undefined });
	return Object.keys(wrapUp).length > 0 ? wrapUp : undefined;
}
