import { UserError } from 'n8n-workflow';
import { bodyOf } from '../../../shared/descriptions/bodyFields';
import { text } from '../../../shared/descriptions/fields';
import { defineProperty, type Property } from '../../../shared/descriptions/property';
import { interactionOperation } from './perform';

const transferTo = defineProperty({
	displayName: 'Transfer To',
	name: 'transferTo',
	type: 'options',
	options: [
		{ name: 'Agent', value: 'agent', description: 'A certain agent' },
		{
			name: 'Queue',
			value: 'queue',
			description: 'An agent of a queue, such as the queue of those who have a skill',
		},
	],
	default: 'agent',
	description:
		'Who gets the interaction. Genesys documents no field for a skill: name the queue of its agents, or use Body Fields (JSON).',
});

const shownFor = <P extends Property>(kind: 'agent' | 'queue', property: P): P => ({
	...property,
	displayOptions: { show: { transferTo: [kind] } },
});

export const transfer = interactionOperation({
	operationName: 'Transfer',
	value: 'transfer',
	name: 'Transfer',
	action: 'Transfer email of agent to other agent or to queue to be worked on there',
	description: 'Hand an interaction over to another agent or to a queue',
	// None of the two is required: n8n would ask for both once Transfer To has an expression.
	properties: [
		transferTo,
		shownFor(
			'agent',
			text(
				'userUri',
				'User URI',
				'Address of the agent as your Web Services server names it. Genesys does not document how it is sent: the node sends it as userUri.',
				{ trim: true, placeholder: 'e.g. https://gws.example.com/api/v2/users/alex' },
			),
		),
		shownFor(
			'queue',
			text(
				'queueName',
				'Queue Name',
				'Name of the queue. Genesys does not document how it is sent: the node sends it as queueName.',
				{ trim: true, placeholder: 'e.g. email-inbound' },
			),
		),
	],
	body({ transferTo: kind, userUri, queueName, options }) {
		const target = kind === 'agent' ? { userUri } : { queueName };
		if (Object.keys(bodyOf(target, options)).length === 0) {
			throw new UserError(`It is not said which ${kind} the interaction is transferred to`, {
				description: `Fill in ${kind === 'agent' ? 'User URI' : 'Queue Name'}, or Body Fields (JSON).`,
			});
		}
		return target;
	},
});
