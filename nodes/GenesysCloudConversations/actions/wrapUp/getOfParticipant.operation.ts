import { defineOperation } from '../../../shared/engine/operation';
import { conversationId, participantOption } from '../../conversation/fields';
import { noWrapUp } from '../../conversation/explanations';
import type { Medium } from '../../conversation/media';
import { participantIn, WRAPPED_UP } from '../../conversation/parts';
import { participantPath } from '../../conversation/paths';
import { provisional } from './provisional';

/** `GET …/participants/{participantId}/wrapup` */
export const getOfParticipant = (medium: Medium) =>
	defineOperation({
		kind: 'thing',
		value: `getOfParticipant${medium.suffix}`,
		name: `Get of Participant (${medium.suffix})`,
		action: `Get wrapup of ${medium.name} participant with its code and notes and tags`,
		description: `Retrieve the wrap-up code, notes and tags of one participant of one ${medium.name} conversation`,
		properties: [conversationId, participantOption],
		options: [provisional],
		request: async (values, context) => {
			const preferences = values.options.provisional ? undefined : WRAPPED_UP;
			const participantId = await participantIn(context, medium, values, preferences);
			return {
				method: 'GET',
				path: `${participantPath(medium, values.conversationId, participantId)}/wrapup`,
				query: { provisional: values.options.provisional },
				explanations: noWrapUp,
			};
		},
	});
