import { interactionOperation } from './perform';

export const complete = interactionOperation({
	operationName: 'Complete',
	value: 'complete',
	name: 'Complete',
	action: 'Complete email that agent has finished so that it is closed',
	description: 'End an interaction that the agent has finished working on',
});
