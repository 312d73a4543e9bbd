import { badRequest, notFound } from '../errors';
import type { Call, Handlers, Meeting, Organization } from './call';

const DAY = 86_400_000;

const meetingView = (meeting: Meeting) => ({
	...meeting,
	selfUri: `/api/v2/conversations/videos/meetings/${meeting.id}`,
});

function createMeeting(
	call: Call<{ ephemeral: boolean; conferenceId?: string; expireTimeDays?: number }>,
	{ conversations, meetings }: Organization,
) {
	const { ephemeral, conferenceId, expireTimeDays } = call.body;
	if (expireTimeDays !== undefined && expireTimeDays < 1) {
		throw badRequest('expireTimeDays must be at least 1.', 'expireTimeDays');
	}
	const expires = expireTimeDays && new Date(Date.now() + expireTimeDays * DAY).toISOString();
	const meeting: Meeting = {
		id: conversations.newId(),
		ephemeral,
		conferenceId: conferenceId ?? conversations.newId(),
		...(expires ? { dateExpired: expires } : {}),
	};
	meetings.set(meeting.id, meeting);
	return meetingView(meeting);
}

/** A document of Content Management is sent as it is; another one is to be uploaded. */
function createFax(
	call: Call<{ addresses: string[]; name?: string; documentId?: string; contentType?: string }>,
	{ conversations, media }: Organization,
) {
	const { addresses, name, documentId, contentType } = call.body;
	if (addresses.length === 0) throw badRequest('addresses is empty.', 'addresses');
	if (!documentId && !contentType) {
		throw badRequest('documentId or contentType is needed.', 'contentType');
	}
	const id = conversations.newId();
	const answer = { id, ...(name ? { name } : {}), selfUri: `/api/v2/conversations/faxes/${id}` };
	if (documentId || !contentType) return answer;
	const upload = media.add({
		id,
		signature: conversations.newId(),
		conversationId: id,
		communicationId: id,
		name: name ?? 'fax',
		contentType,
		status: 'uploading',
	});
	return {
		...answer,
		uploadDestinationUri: media.link(upload),
		uploadMethodType: 'SINGLE_PUT',
		headers: { 'Content-Type': contentType },
	};
}

export const otherHandlers: Handlers = {
	postConversationsVideosMeetings: createMeeting,
	getConversationsVideosMeeting: ({ params }, { meetings }) => {
		const found = meetings.get(params.meetingId);
		if (found) return meetingView(found);
		throw notFound('meeting', params.meetingId);
	},
	postConversationsFaxes: createFax,
};
