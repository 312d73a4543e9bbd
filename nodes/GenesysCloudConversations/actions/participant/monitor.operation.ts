import { defineOperation } from '../../../shared/engine/operation';
import { conversationId, participantOption } from '../../conversation/fields';
import { message } from '../../conversation/media';
import { forSignedInUser } from '../../notices';
import { participantIn } from '../../conversation/parts';
import { participantPath } from '../../conversation/paths';

/** `POST …/participants/{participantId}/monitor`, which only message conversations have. */
export const monitorMessage = defineOperation({
	kind: 'action',
	value: 'monitorMessage',
	name: 'Monitor (Message)',
	action: 'Listen in on message conversation as signed in user through one participant',
	description:
		'Let the signed-in user listen in on one message conversation, as one of its participants sees it; needs a credential that a user connected',
	properties: [forSignedInUser, conversationId, participantOption],
	target: (values) => values.conversationId,
	request: async (values, context) => {
		const participantId = await participantIn(context, message, values);
		return {
			method: 'POST',
			path: `${participantPath(message, values.conversationId, participantId)}/monitor`,
		};
	},
});
