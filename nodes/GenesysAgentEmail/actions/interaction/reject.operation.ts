import { interactionOperation } from './perform';

export const reject = interactionOperation({
	operationName: 'Reject',
	value: 'reject',
	name: 'Reject',
	action: 'Reject email that agent is invited to so that other agent gets it',
	description: 'Reject an invitation, so that another agent gets the interaction',
});
