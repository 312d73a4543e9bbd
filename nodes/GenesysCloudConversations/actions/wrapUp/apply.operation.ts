import { defineOperation } from '../../../shared/engine/operation';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { communicationOption, conversationId, participantOption } from '../../conversation/fields';
import { aboutWrapUp } from '../../conversation/explanations';
import type { Medium } from '../../conversation/media';
import { communicationIn } from '../../conversation/parts';
import { communicationPath } from '../../conversation/paths';
import { wrapUpCodeOption } from '../../wrapUp/codes';
import { wrapUpFields, wrapUpOf } from '../../wrapUp/fields';

/** `POST …/communications/{communicationId}/wrapup`, which replaces a wrap-up that is there. */
export const apply = (medium: Medium) =>
	defineOperation({
		kind: 'action',
		value: `apply${medium.suffix}`,
		name: `Apply (${medium.suffix})`,
		action: `Apply wrapup code to ${medium.name} conversation of agent with notes and tags`,
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
			const ids = await communicationIn(context, medium, values);
			return {
				method: 'POST',
				path: `${communicationPath(medium, id, ids)}/wrapup`,
				body: bodyOf({ ...wrapUpOf(wrapUpCode, fields) }, options),
				idempotent: true,
				explanations: aboutWrapUp,
			};
		},
	});
