import { text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { UUID } from '../../ids';

const meetingId = text(
	'meetingId',
	'Meeting ID',
	'ID of the meeting. The operation Create Meeting ID of the resource Video gives it.',
	{
		required: true,
		...UUID,
	},
);

/** `GET /conversations/videos/meetings/{meetingId}` */
export const getMeeting = defineOperation({
	kind: 'thing',
	value: 'getMeeting',
	name: 'Get Meeting',
	action: 'Get video meeting of meeting ID with its conference and expiry time',
	description: 'Retrieve the conference that a meeting ID leads to, and when it expires',
	properties: [meetingId],
	request: (values) => ({
		method: 'GET',
		path: path`/conversations/videos/meetings/${values.meetingId}`,
	}),
});
