import { interactionOperation } from './perform';

export const complete = interactionOperation({
	operationName: 'Complete',
	value: 'complete',
	name: 'Complete',
	action: 'Complete interaction',
	description: 'End an interaction that the agent has finished working on',
});
