import { defineOperation } from '../../../shared/engine/operation';
import { communicationOption, conversationId, participantOption } from '../../conversation/fields';
import { noWrapUp } from '../../conversation/explanations';
import type { Medium } from '../../conversation/media';
import { communicationIn, WRAPPED_UP } from '../../conversation/parts';
import { communicationPath } from '../../conversation/paths';
import { provisional } from './provisional';

/** `GET …/communications/{communicationId}/wrapup` */
export const get = (medium: Medium) =>
	defineOperation({
		kind: 'thing',
		value: `get${medium.suffix}`,
		name: `Get (${medium.suffix})`,
		action: `Get wrapup of ${medium.name} communication with its code and notes and tags`,
		description: `Retrieve the wrap-up code, notes and tags of one communication in one ${medium.name} conversation`,
		properties: [conversationId, participantOption, communicationOption],
		options: [provisional],
		request: async (values, context) => {
			const preferences = values.options.provisional ? undefined : WRAPPED_UP;
			const ids = await communicationIn(context, medium, values, preferences);
			return {
				method: 'GET',
				path: `${communicationPath(medium, values.conversationId, ids)}/wrapup`,
				query: { provisional: values.options.provisional },
				explanations: noWrapUp,
			};
		},
	});
