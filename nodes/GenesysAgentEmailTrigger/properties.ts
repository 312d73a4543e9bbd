import { STATES } from '../shared/agentEmail/interaction';
import { sessionOptions } from '../shared/agentEmail/session';
import { workspace } from '../shared/apis/workspace';
import { apiProperties, simplify } from '../shared/descriptions/common';
import { filters, flag, notice, options, text } from '../shared/descriptions/fields';
import { inOrder } from '../shared/descriptions/order';
import type { Property } from '../shared/descriptions/property';

/** Each with what it means, by name. */
const states = inOrder(
	STATES.map(({ name, value, description }) => ({ name, value, description })),
	'name',
);

const [endpoint, topic] = sessionOptions;

/** What the user sets, besides how to sign in. */
export const settings = [
	notice(
		'notice',
		'Starts the workflow for the agent of the credential. Of the states, Genesys documents ReplyCreated only; the other names, and where the notifications come from, are how its pages are understood here. Run it without filters to see what your server sends.',
	),
	filters([
		text(
			'channels',
			'Channels',
			'Comma-separated. Only interactions of these channels; Genesys documents email. Empty means all.',
			{ commaSeparated: true, placeholder: 'e.g. email' },
		),
		text(
			'otherStates',
			'Other States',
			'Comma-separated. States that the list does not have, besides those that are selected there.',
			{ commaSeparated: true, placeholder: 'e.g. Revoked' },
		),
		text(
			'otherSubtypes',
			'Other Subtypes',
			'Comma-separated. Subtypes that the list does not have, besides those that are selected there.',
			{ commaSeparated: true, placeholder: 'e.g. InboundCustomerReply' },
		),
		{
			displayName: 'States',
			name: 'states',
			type: 'multiOptions',
			options: states,
			default: [],
			description: 'Only interactions that come into one of these states. None selected means all.',
		},
		{
			displayName: 'Subtypes',
			name: 'subtypes',
			type: 'multiOptions',
			options: [
				{ name: 'Inbound New', value: 'InboundNew', description: 'An email of a customer' },
				{ name: 'Outbound New', value: 'OutboundNew', description: 'A new email of the agent' },
				{ name: 'Outbound Reply', value: 'OutboundReply', description: 'A reply of the agent' },
			],
			default: [],
			description: 'Only interactions of these subtypes. None selected means all.',
		},
	]),
	simplify,
	options([
		endpoint,
		topic,
		flag(
			'openAtStart',
			'Open Interactions at Start',
			'Whether what the agent has open when the trigger starts starts the workflow as well. A restart of n8n is a start, so the same interactions come again then; without it, what happened while n8n was stopped is missed.',
		),
	]),
] as const;

export const properties: Property[] = [...apiProperties([workspace]), ...settings];
