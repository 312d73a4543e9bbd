import { interactionOperation } from './perform';

export const accept = interactionOperation({
	operationName: 'Accept',
	value: 'accept',
	name: 'Accept',
	action: 'Accept email that agent is invited to so that agent works on it',
	description: 'Accept an invitation, to begin working on the interaction',
});
