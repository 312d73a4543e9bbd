import type { ApiRequest, Explanations } from '../../../shared/transport/api';
import { path } from '../../../shared/transport/path';

const NOT_CHANGED = {
	message: 'Web Services did not change the attachments of this interaction',
	description:
		'Attachments are added to an email that is being written, and deleted from it: give the ID of the draft that Reply, Reply All or Create made (state ReplyCreated), not that of the email that came in.',
};

/** Which status a server gives when the state is a wrong one is not documented. */
export const CHANGE: Explanations = { '400': NOT_CHANGED, '409': NOT_CHANGED, soft: NOT_CHANGED };

const UNKNOWN = {
	message: 'Web Services knows no such attachment of this interaction',
	description:
		'Check both IDs: an attachment belongs to one interaction, and an agent reaches the interactions that he or she has. Upload gives the ID of an attachment as documentId.',
};

/** A request about one attachment. */
export const attachmentRequest = (
	method: 'GET' | 'DELETE',
	{ interactionId, attachmentId }: { interactionId: string; attachmentId: string },
): ApiRequest => ({
	method,
	path: path`/me/interactions/${interactionId}/attachments/${attachmentId}`,
	explanations: { ...(method === 'DELETE' ? CHANGE : {}), '404': UNKNOWN },
});
