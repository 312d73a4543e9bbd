import { interactionOperation } from './perform';

export const cancel = interactionOperation({
	operationName: 'Cancel',
	value: 'cancel',
	name: 'Cancel',
	action: 'Cancel draft of reply',
	description: 'Give up the draft of an email without sending it',
});
