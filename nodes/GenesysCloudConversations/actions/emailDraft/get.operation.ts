import { defineOperation } from '../../../shared/engine/operation';
import { conversationId } from '../../conversation/fields';
import { draftPath } from '../../email/content';

export const get = defineOperation({
	kind: 'thing',
	value: 'get',
	name: 'Get',
	action: 'Get email draft of conversation with its text and ID of each attachment',
	description:
		'Retrieve the draft that Genesys keeps for the next email of a conversation, with the IDs of its attachments',
	properties: [conversationId],
	request: (values) => ({ method: 'GET', path: draftPath(values.conversationId) }),
});
