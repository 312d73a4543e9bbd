import { collection } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { bodyOf, bodyOption } from '../../bodies';
import { communicationOption, conversationId, participantOption } from '../../conversationParts';
import { aboutParticipant } from '../../explanations';
import type { Medium } from '../../media';
import { communicationIn } from '../../parts';
import { state, switches, wrapUpSkipped } from './changes';

const fields = collection('additionalFields', 'Additional Fields', 'field', [
	...switches,
	wrapUpSkipped,
]);

/** `PATCH …/communications/{communicationId}`, which wants a state, and takes a wrap-up without effect. */
export const updateCommunication = (medium: Medium) =>
	defineOperation({
		kind: 'action',
		value: `updateCommunication${medium.suffix}`,
		name: `Update Communication (${medium.suffix})`,
		action: `Update or disconnect ${medium.name} communication`,
		description: `End or change one communication of one participant, and leave the others of the ${medium.name} conversation as they are`,
		properties: [conversationId, state, participantOption, communicationOption, fields],
		options: [bodyOption],
		target: (values) => values.conversationId,
		request: async (values, context) => {
			const { conversationId: id, additionalFields, options } = values;
			const { participantId, communicationId } = await communicationIn(context, medium, values);
			return {
				method: 'PATCH',
				path: path`/conversations/${medium.path}/${id}/participants/${participantId}/communications/${communicationId}`,
				body: bodyOf({ state: values.state, ...additionalFields }, options),
				idempotent: true,
				explanations: aboutParticipant,
			};
		},
	});
