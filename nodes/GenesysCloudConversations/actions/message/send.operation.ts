import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { collection } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { checkText } from '../../message/addresses';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { communicationOption, conversationId } from '../../conversation/fields';
import {
	agentIn,
	mediaIds,
	normalizedOption,
	templateFields,
	templateOf,
	textBody,
} from '../../message/parts';
import { messagesPath } from '../../message/paths';

const fields = collection('additionalFields', 'Additional Fields', 'field', templateFields);

/** @throws UserError when there is nothing in the body, or the fields of the node are more than one content */
function checkContent(content: IDataObject, body: IDataObject): void {
	const isEmpty = Object.keys(body).length === 0;
	if (!isEmpty && Object.keys(content).length <= 1) return;
	throw new UserError(isEmpty ? 'There is nothing to send' : 'A message has one content only', {
		description:
			'Fill in Text, Media IDs or the template in Additional Fields. What goes together is sent as several messages.',
	});
}

/** `POST …/communications/{communicationId}/messages` */
export const send = defineOperation({
	kind: 'action',
	value: 'send',
	name: 'Send',
	action: 'Send message to customer in conversation of agent as text or files',
	description:
		'Write to the customer in a message conversation that an agent has: a text, uploaded files or a template',
	properties: [conversationId, textBody, mediaIds, communicationOption, fields],
	options: [bodyOption, normalizedOption],
	target: (values) => values.conversationId,
	request: async (values, context) => {
		const { conversationId: id, textBody: words, mediaIds: media, options } = values;
		const content = bodyOf({
			textBody: words,
			mediaIds: media.length > 0 ? media : undefined,
			messagingTemplate: templateOf(values.additionalFields),
		});
		const body = bodyOf(content, options);
		checkContent(content, body);
		checkText(words);
		const { communicationId, messengerType } = await agentIn(context, values);
		checkText(words, messengerType);
		return {
			method: 'POST',
			path: messagesPath(id, communicationId),
			query: { useNormalizedMessage: options.useNormalizedMessage },
			// The API demands the text, also where something else is sent.
			body: { textBody: '', ...body },
		};
	},
});
