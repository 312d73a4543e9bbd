import { path } from '../../../shared/transport/path';
import type { Medium } from '../../media';

/** Of a participant of a conversation. */
export const participantPath = (medium: Medium, conversationId: string, participantId: string) =>
	path`/conversations/${medium.path}/${conversationId}/participants/${participantId}`;
