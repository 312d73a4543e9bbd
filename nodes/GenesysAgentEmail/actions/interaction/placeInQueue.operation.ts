import { text } from '../../../shared/descriptions/fields';
import { interactionOperation } from './perform';

export const placeInQueue = interactionOperation({
	operationName: 'PlaceInQueue',
	value: 'placeInQueue',
	name: 'Place in Queue',
	action: 'Place email of agent in queue so that other agent works on it',
	description: 'Put an interaction into a queue, for another agent to work on',
	properties: [
		text(
			'queueName',
			'Queue Name',
			'Name of the queue. Genesys does not document how it is sent: the node sends it as queueName, and Body Fields (JSON) can add to that.',
			{ required: true, trim: true, placeholder: 'e.g. email-inbound' },
		),
	],
	body: ({ queueName }) => ({ queueName }),
});
