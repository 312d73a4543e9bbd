import { UserError } from 'n8n-workflow';
import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { checkText } from '../../message/addresses';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { communicationOption, conversationId } from '../../conversation/fields';
import { agentIn, chosenMessage, mediaIds, textBody } from '../../message/parts';

/** `POST …/communications/{communicationId}/socialmedia/messages` */
export const send = defineOperation({
	kind: 'action',
	value: 'send',
	name: 'Send Message',
	action: 'Reply to social media message such as public post with text or files',
	description:
		'Answer a message that came from social media, such as a public post, with a text or uploaded files',
	properties: [conversationId, chosenMessage, textBody, mediaIds, communicationOption],
	options: [bodyOption],
	target: (values) => values.conversationId,
	request: async (values, context) => {
		const { conversationId: id, message: inReplyToMessageId, textBody: words } = values;
		checkText(words);
		const media = values.mediaIds.length > 0 ? values.mediaIds : undefined;
		const content = bodyOf({ textBody: words, mediaIds: media }, values.options);
		if (Object.keys(content).length === 0) {
			throw new UserError('There is nothing to send', {
				description: 'Fill in Text or Media IDs.',
			});
		}
		const { communicationId } = await agentIn(context, values);
		return {
			method: 'POST',
			path: path`/conversations/messages/${id}/communications/${communicationId}/socialmedia/messages`,
			body: { inReplyToMessageId, ...content },
		};
	},
});
