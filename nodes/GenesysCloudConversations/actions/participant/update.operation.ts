import { collection } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { bodyOf, bodyOption, checkChanges } from '../../../shared/descriptions/bodyFields';
import { conversationId, participantOption } from '../../conversation/fields';
import { aboutParticipant, aboutWrapUp } from '../../conversation/explanations';
import type { Medium } from '../../conversation/media';
import { participantIn } from '../../conversation/parts';
import { wrapUpCodeOption } from '../../wrapUp/codes';
import { wrapUpFields, wrapUpOf } from '../../wrapUp/fields';
import { preferredFor, state, switches, wrapUpSkipped } from './changes';
import { participantPath } from '../../conversation/paths';

const updateFields = collection('updateFields', 'Update Fields', 'field', [
	...switches,
	state,
	wrapUpSkipped,
]);

/** `PATCH …/participants/{participantId}` */
export const update = (medium: Medium) =>
	defineOperation({
		kind: 'action',
		value: `update${medium.suffix}`,
		name: `Update (${medium.suffix})`,
		action: `Update ${medium.name} participant such as hold or mute or record or disconnect it`,
		description: `Change one participant of one ${medium.name} conversation: connect or disconnect, hold, mute, record, give or skip the wrap-up`,
		properties: [conversationId, participantOption, updateFields, wrapUpCodeOption, wrapUpFields],
		options: [bodyOption],
		target: (values) => values.conversationId,
		request: async (values, context) => {
			const { updateFields: fields, options } = values;
			const wrapup = wrapUpOf(values.wrapUpCode, values.wrapUpFields);
			const body = bodyOf({ ...fields, wrapup }, options);
			checkChanges(body, [updateFields, wrapUpCodeOption, wrapUpFields]);
			const preferences = preferredFor(fields.state);
			const participantId = await participantIn(context, medium, values, preferences);
			return {
				method: 'PATCH',
				path: participantPath(medium, values.conversationId, participantId),
				body,
				idempotent: true,
				explanations: { ...aboutParticipant, ...aboutWrapUp },
			};
		},
	});
