import { path } from '../../shared/transport/path';

/** Below which the messages of a communication are. */
export const messagesPath = (conversationId: string, communicationId: string) =>
	path`/conversations/messages/${conversationId}/communications/${communicationId}/messages`;

/** Below which its files are. */
export const mediaPath = (conversationId: string, communicationId: string) =>
	`${messagesPath(conversationId, communicationId)}/media`;
