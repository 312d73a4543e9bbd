import { collection, flag, number, text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { UUID } from '../../ids';

const ephemeral = flag(
	'ephemeral',
	'Ephemeral',
	'Whether the record of the meeting is temporary, and gone after its meeting',
);

const fields = collection('additionalFields', 'Additional Fields', 'field', [
	text('conferenceId', 'Conference ID', 'ID of the conference that the meeting ID leads to', UUID),
	number(
		'expireTimeDays',
		'Expire Time in Days',
		'How many days the meeting ID is good for, e.g. 30',
		7,
		{
			typeOptions: { minValue: 1 },
		},
	),
]);

/** `POST /conversations/videos/meetings` */
export const createMeeting = defineOperation({
	kind: 'thing',
	value: 'createMeeting',
	name: 'Create Meeting ID',
	action: 'Create video meeting ID by which people can join conference',
	description: 'Create an ID that people join a video meeting by',
	properties: [ephemeral, fields],
	options: [bodyOption],
	request: ({ ephemeral: isEphemeral, additionalFields, options }) => ({
		method: 'POST',
		path: '/conversations/videos/meetings',
		body: bodyOf({ ephemeral: isEphemeral, ...additionalFields }, options),
	}),
});
