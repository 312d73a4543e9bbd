import { defineOperation } from '../../../shared/engine/operation';
import { conversationId } from '../../conversation/fields';
import { emailId, emailPath } from '../../email/parts';

export const getMessage = defineOperation({
	kind: 'thing',
	value: 'getMessage',
	name: 'Get Message',
	action: 'Get single email of conversation with its text and recipients and attachments',
	description:
		'Retrieve one email of a conversation: sender, recipients, subject, text, HTML, and where its attachments can be downloaded',
	properties: [conversationId, emailId],
	request: ({ conversationId: id, emailId: messageId }) => ({
		method: 'GET',
		path: emailPath(id, messageId),
	}),
});
