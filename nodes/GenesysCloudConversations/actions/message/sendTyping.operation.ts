import { collection, date, number } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { communicationOption, conversationId } from '../../conversation/fields';
import { agentIn } from '../../message/parts';

const fields = collection('additionalFields', 'Additional Fields', 'field', [
	date('dateSent', 'Date Sent', 'When the typing began'),
	number(
		'duration',
		'Duration in Milliseconds',
		'How many milliseconds the typing lasts, e.g. 3000',
		5_000,
		{
			typeOptions: { minValue: 1 },
		},
	),
]);

/** `POST …/communications/{communicationId}/typing` */
export const sendTyping = defineOperation({
	kind: 'action',
	value: 'sendTyping',
	name: 'Send Typing',
	action: 'Show customer of message conversation that agent is typing now',
	description: 'Show the customer of a message conversation that the agent is writing',
	properties: [conversationId, communicationOption, fields],
	options: [bodyOption],
	target: (values) => values.conversationId,
	request: async (values, context) => {
		const { duration, dateSent } = values.additionalFields;
		const { communicationId } = await agentIn(context, values);
		return {
			method: 'POST',
			path: path`/conversations/messages/${values.conversationId}/communications/${communicationId}/typing`,
			body: bodyOf({ typing: bodyOf({ type: 'On', duration }), dateSent }, values.options),
		};
	},
});
