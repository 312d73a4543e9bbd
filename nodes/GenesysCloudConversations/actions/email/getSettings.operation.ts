import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { conversationId } from '../../conversation/fields';

export const getSettings = defineOperation({
	kind: 'thing',
	value: 'getSettings',
	name: 'Get Settings',
	action: 'Get email settings of conversation such as largest size of email in bytes',
	description: 'Retrieve how large an email of the conversation may be, in bytes',
	properties: [conversationId],
	request: (values) => ({
		method: 'GET',
		path: path`/conversations/emails/${values.conversationId}/settings`,
	}),
});
