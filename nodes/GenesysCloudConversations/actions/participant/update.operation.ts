import { collection } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { bodyOf, bodyOption } from '../../bodies';
import { conversationId, participantOption } from '../../conversationParts';
import { aboutParticipant, aboutWrapUp } from '../../explanations';
import type { Medium } from '../../media';
import { participantIn } from '../../parts';
import { wrapUpCodeOption } from '../../wrapUpCodes';
import { wrapUpFields, wrapUpOf } from '../../wrapUps';
import { state, switches, wrapUpSkipped } from './changes';
import { participantPath } from './paths';

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
		action: `Update ${medium.name} participant`,
		description: `Change one participant of one ${medium.name} conversation: connect or disconnect, hold, mute, record, give or skip the wrap-up`,
		properties: [conversationId, participantOption, updateFields, wrapUpCodeOption, wrapUpFields],
		options: [bodyOption],
		target: (values) => values.conversationId,
		request: async (values, context) => {
			const participantId = await participantIn(context, medium, values);
			const wrapup = wrapUpOf(values.wrapUpCode, values.wrapUpFields);
			return {
				method: 'PATCH',
				path: participantPath(medium, values.conversationId, participantId),
				body: bodyOf({ ...values.updateFields, wrapup }, values.options),
				idempotent: true,
				explanations: { ...aboutParticipant, ...aboutWrapUp },
			};
		},
	});
