import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { conversationId } from '../../conversation/fields';
import { aboutReconnecting } from '../../conversation/explanations';
import { forSignedInUser } from '../../notices';

export const reconnect = defineOperation({
	kind: 'action',
	value: 'reconnect',
	name: 'Reconnect',
	action: 'Reconnect signed in user with customer of disconnected email conversation',
	description:
		'Connect the signed-in user again with the customer of an email conversation that was disconnected',
	properties: [forSignedInUser, conversationId],
	target: (values) => values.conversationId,
	request: (values) => ({
		method: 'POST',
		path: path`/conversations/emails/${values.conversationId}/reconnect`,
		explanations: aboutReconnecting,
	}),
});
