import type { Conversations } from '../conversations';
import type { Directory } from '../directory';
import type { CloudMediaStore } from '../mediaStore';
import type { Media } from '../model';
import type { ApiUsage } from '../usage';

/** What the operations work on. */
export interface Organization {
	directory: Directory;
	conversations: Conversations;
	media: CloudMediaStore;
	/** Meetings of video conversations, by id. */
	meetings: Map<string, Meeting>;
	/** Who asked for what. */
	usage: ApiUsage;
}

export interface Meeting {
	id: string;
	ephemeral: boolean;
	conferenceId?: string;
	dateExpired?: string;
}

/** A request that has passed every check of the contract. */
export interface Call<Body = unknown, Query = unknown> {
	params: Record<
		| 'conversationId'
		| 'participantId'
		| 'communicationId'
		| 'messageId'
		| 'mediaId'
		| 'attachmentId'
		| 'integrationId'
		| 'meetingId'
		| 'queueId'
		| 'clientId'
		| 'executionId'
		| 'actionId',
		string
	>;
	query: Query;
	body: Body;
	/** Of a token that speaks for a user. */
	userId?: string;
}

/** Does an operation, and answers the body that the contract wants; nothing where it wants none. */
export type Handler = {
	// A method, so that a handler may say what its own body and query are.
	handle(this: void, call: Call, organization: Organization): object | string | void;
}['handle'];

/** By the name of the operation in the contract. */
export type Handlers = Record<string, Handler>;

/** The conversation of a call. @throws CloudError 404 when it is of another medium */
export const conversationOf = (
	{ params }: Call,
	{ conversations }: Organization,
	...media: Media[]
) => conversations.find(params.conversationId, ...media);
