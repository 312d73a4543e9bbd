import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { conversationId } from '../../conversation/fields';
import { draftPath } from '../../email/content';
import { attachmentId } from '../../email/parts';

export const deleteAttachment = defineOperation({
	kind: 'deletion',
	value: 'deleteAttachment',
	name: 'Delete Attachment',
	action: 'Delete attachment of email draft for good and leave rest of draft',
	description: 'Take one attachment out of the draft of an email conversation',
	properties: [conversationId, attachmentId],
	target: (values) => values.conversationId,
	request: ({ conversationId: id, attachmentId: attachment }) => ({
		method: 'DELETE',
		path: draftPath(id) + path`/attachments/${attachment}`,
	}),
});
