import { path } from '../../shared/transport/path';
import type { Medium } from './media';

/** Of a participant of a conversation. */
export const participantPath = (medium: Medium, conversationId: string, participantId: string) =>
	path`/conversations/${medium.path}/${conversationId}/participants/${participantId}`;

/** Of what a participant does in one medium. */
export const communicationPath = (
	medium: Medium,
	conversationId: string,
	{ participantId, communicationId }: { participantId: string; communicationId: string },
) =>
	participantPath(medium, conversationId, participantId) + path`/communications/${communicationId}`;
