import { interactionOperation } from './perform';

export const accept = interactionOperation({
	operationName: 'Accept',
	value: 'accept',
	name: 'Accept',
	action: 'Accept interaction',
	description: 'Accept an invitation, to begin working on the interaction',
});
