import { defineOperation } from '../../../shared/engine/operation';
import { conversationId, participantOption } from '../../conversation/fields';
import type { Medium } from '../../conversation/media';
import { participantIn } from '../../conversation/parts';
import { participantPath } from '../../conversation/paths';

/** `GET …/participants/{participantId}/wrapupcodes`, a list without an envelope. */
export const getCodes = (medium: Medium) =>
	defineOperation({
		kind: 'rows',
		value: `getCodes${medium.suffix}`,
		name: `Get Codes (${medium.suffix})`,
		action: `Get wrapup codes with ID that ${medium.name} participant may be given`,
		description: `Retrieve the wrap-up codes, with their IDs, that one participant of one ${medium.name} conversation can be given`,
		properties: [conversationId, participantOption],
		simplify: ['id', 'name', 'description', 'division'],
		request: async (values, context) => {
			const participantId = await participantIn(context, medium, values);
			return {
				method: 'GET',
				path: `${participantPath(medium, values.conversationId, participantId)}/wrapupcodes`,
			};
		},
	});
