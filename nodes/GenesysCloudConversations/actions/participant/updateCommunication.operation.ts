import { collection } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { communicationOption, conversationId, participantOption } from '../../conversation/fields';
import { aboutParticipant } from '../../conversation/explanations';
import type { Medium } from '../../conversation/media';
import { communicationIn } from '../../conversation/parts';
import { communicationPath } from '../../conversation/paths';
import { preferredFor, state, switches, wrapUpSkipped } from './changes';

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
		action: `Update or disconnect ${medium.name} communication of one participant and no other`,
		description: `End or change one communication of one participant, and leave the others of the ${medium.name} conversation as they are`,
		properties: [conversationId, state, participantOption, communicationOption, fields],
		options: [bodyOption],
		target: (values) => values.conversationId,
		request: async (values, context) => {
			const { conversationId: id, additionalFields, options } = values;
			const ids = await communicationIn(context, medium, values, preferredFor(values.state));
			return {
				method: 'PATCH',
				path: communicationPath(medium, id, ids),
				body: bodyOf({ state: values.state, ...additionalFields }, options),
				idempotent: true,
				explanations: aboutParticipant,
			};
		},
	});
