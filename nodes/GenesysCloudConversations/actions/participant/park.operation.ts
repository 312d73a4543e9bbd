import { defineProperty } from '../../../shared/descriptions/property';
import { defineOperation } from '../../../shared/engine/operation';
import { bodyOf, bodyOption } from '../../../shared/descriptions/bodyFields';
import { conversationId, participantOption } from '../../conversation/fields';
import { email } from '../../conversation/media';
import { PARKED, participantIn } from '../../conversation/parts';
import { aboutParking } from '../../conversation/explanations';
import { participantPath } from '../../conversation/paths';

const parkingState = defineProperty({
	displayName: 'Parking State',
	name: 'parkingState',
	type: 'options',
	options: [
		{ name: 'Park', value: 'parked', description: 'Put the email aside, to go on with it later' },
		{ name: 'Resume', value: 'connected', description: 'Go on with a parked email' },
	],
	default: 'parked',
	description: 'Whether to park the email (parked) or to go on with it (connected)',
});

/** `PATCH …/participants/{participantId}/parkingstate`, which only email conversations have. */
export const parkEmail = defineOperation({
	kind: 'action',
	value: 'parkEmail',
	name: 'Park (Email)',
	action: 'Park email conversation of agent to make room for others or resume it',
	description:
		'Put one email conversation of an agent aside, which makes room for others, or go on with it',
	properties: [conversationId, parkingState, participantOption],
	options: [bodyOption],
	target: (values) => values.conversationId,
	request: async (values, context) => {
		const { conversationId: id, parkingState: state, options } = values;
		const preferences = state === 'connected' ? PARKED : undefined;
		const participantId = await participantIn(context, email, values, preferences);
		return {
			method: 'PATCH',
			path: `${participantPath(email, id, participantId)}/parkingstate`,
			body: bodyOf({ state }, options),
			explanations: aboutParking,
		};
	},
});
