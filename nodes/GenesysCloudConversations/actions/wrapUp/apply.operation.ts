import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { bodyOf, bodyOption } from '../../bodies';
import { communicationOption, conversationId, participantOption } from '../../conversationParts';
import { aboutWrapUp } from '../../explanations';
import type { Medium } from '../../media';
import { communicationIn } from '../../parts';
import { wrapUpCodeOption } from '../../wrapUpCodes';
import { wrapUpFields } from '../../wrapUps';

/** `POST …/communications/{communicationId}/wrapup`, which replaces a wrap-up that is there. */
export const apply = (medium: Medium) =>
	defineOperation({
		kind: 'action',
		value: `apply${medium.suffix}`,
		name: `Apply (${medium.suffix})`,
		action: `Apply wrapup code to ${medium.name} conversation`,
		description: `Give what an agent did in one ${medium.name} conversation its wrap-up code, notes and tags, while it goes on or after its end`,
		properties: [
			conversationId,
			wrapUpCodeOption,
			participantOption,
			communicationOption,
			wrapUpFields,
		],
		options: [bodyOption],
		target: (values) => values.conversationId,
		request: async (values, context) => {
			const { conversationId: id, wrapUpCode, wrapUpFields: fields, options } = values;
			const { participantId, communicationId } = await communicationIn(context, medium, values);
			return {
				method: 'POST',
				path: path`/conversations/${medium.path}/${id}/participants/${participantId}/communications/${communicationId}/wrapup`,
				body: bodyOf({ code: wrapUpCode, ...fields }, options),
				idempotent: true,
				explanations: aboutWrapUp,
			};
		},
	});
