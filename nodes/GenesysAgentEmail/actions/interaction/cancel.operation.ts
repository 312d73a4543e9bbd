import { interactionOperation } from './perform';

export const cancel = interactionOperation({
	operationName: 'Cancel',
	value: 'cancel',
	name: 'Cancel',
	action: 'Cancel draft of agent and discard its text for good without sending it',
	description: 'Give up the draft of an email without sending it',
});
