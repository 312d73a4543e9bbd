import { interactionOperation } from './perform';

export const reject = interactionOperation({
	operationName: 'Reject',
	value: 'reject',
	name: 'Reject',
	action: 'Reject interaction',
	description: 'Reject an invitation, so that another agent gets the interaction',
});
