import { UserError } from 'n8n-workflow';
import { collection } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { checkText } from '../../message/addresses';
import { bodyOf, bodyOption } from '../../bodies';
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

/** @throws UserError when it is more than one, or nothing */
function checkContent(given: unknown[], isWrittenAsJson: boolean): void {
	const count = given.filter(Boolean).length;
	if (count === 1 || (count === 0 && isWrittenAsJson)) return;
	throw new UserError(count === 0 ? 'There is nothing to send' : 'A message has one content only', {
		description:
			'Fill in Text, Media IDs or the template in Additional Fields. What goes together is sent as several messages.',
	});
}

/** `POST …/communications/{communicationId}/messages` */
export const send = defineOperation({
	kind: 'action',
	value: 'send',
	name: 'Send',
	action: 'Send message in conversation',
	description:
		'Write to the customer in a message conversation that an agent has: a text, uploaded files or a template',
	properties: [conversationId, textBody, mediaIds, communicationOption, fields],
	options: [bodyOption, normalizedOption],
	target: (values) => values.conversationId,
	request: async (values, context) => {
		const { conversationId: id, textBody: words, mediaIds: media, options } = values;
		const messagingTemplate = templateOf(values.additionalFields);
		checkContent([words, media.length, messagingTemplate], options.bodyJson !== undefined);
		checkText(words);
		const { communicationId, messengerType } = await agentIn(context, values);
		checkText(words, messengerType);
		return {
			method: 'POST',
			path: messagesPath(id, communicationId),
			query: { useNormalizedMessage: options.useNormalizedMessage },
			// The API demands the text, also where something else is sent.
			body: {
				textBody: words,
				...bodyOf({ mediaIds: media.length > 0 ? media : undefined, messagingTemplate }, options),
			},
		};
	},
});
