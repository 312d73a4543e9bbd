import { defineOperation } from '../../../shared/engine/operation';
import { conversationId } from '../../conversation/fields';
import { emailsOf } from '../../email/parts';

export const getMessages = defineOperation({
	kind: 'rows',
	value: 'getMessages',
	name: 'Get Messages',
	action: 'Get many emails of conversation with ID and beginning of text of each',
	description:
		'Retrieve all emails of a conversation with their IDs and the beginning of their text; Get Message has the whole',
	properties: [conversationId],
	request: (values) => emailsOf(values.conversationId),
});
