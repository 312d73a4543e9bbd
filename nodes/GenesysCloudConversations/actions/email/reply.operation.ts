import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { bodyOption } from '../../../shared/descriptions/bodyFields';
import { conversationId } from '../../conversation/fields';
import {
	checkComplete,
	emailFields,
	externalProvider,
	givenFields,
	overDraft,
	textBody,
} from '../../email/content';

export const reply = defineOperation({
	kind: 'action',
	value: 'reply',
	name: 'Reply',
	action: 'Reply to customer in email conversation with given text or with its draft',
	description:
		'Send an email in a conversation. Who gets it, its subject and its attachments are those of the draft, unless you set them; without a text the draft is sent.',
	properties: [conversationId, textBody, emailFields],
	options: [bodyOption],
	target: (values) => values.conversationId,
	request: async ({ conversationId: id, ...values }, { send }) => {
		const { body } = await overDraft(send, id, givenFields(values));
		checkComplete(body);
		return {
			method: 'POST',
			path: path`/conversations/emails/${id}/messages`,
			body,
			explanations: externalProvider,
		};
	},
});
