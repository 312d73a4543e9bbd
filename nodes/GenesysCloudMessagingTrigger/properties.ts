import { filters, flag, notice, options, text } from '../shared/descriptions/fields';
import { defineProperty } from '../shared/descriptions/property';
import { ignoreRedeliveries, respond } from '../shared/triggers/webhook/description';

export const properties = [
	notice(
		'notice',
		'Enter the Production URL above as Outbound Notification Webhook URL of the open messaging integration in Genesys Cloud (HTTPS on port 443), and its Outbound Notification Webhook Signature Secret Token as app secret of the credential. Genesys Cloud waits 10 seconds for the answer, and delivers again up to five times, five seconds apart: what is not taken by then is not delivered any more.',
	),
	defineProperty({
		displayName: 'Message Types',
		name: 'types',
		type: 'multiOptions',
		options: [
			{
				name: 'Event',
				value: 'Event',
				description: 'Signs of the agent without words, such as typing',
			},
			{
				name: 'Receipt',
				value: 'Receipt',
				description: 'What became of a message, such as published or failed',
			},
			{
				name: 'Structured',
				value: 'Structured',
				description: 'Quick replies, cards, carousels and other rich content',
			},
			{
				name: 'Text',
				value: 'Text',
				description: 'What an agent or bot wrote, with attachments if there are any',
			},
		],
		default: ['Text', 'Structured'],
		description: 'Types of messages that start the workflow. None selected means all.',
	}),
	respond('message'),
	filters([
		text(
			'integrationIds',
			'Integration IDs',
			'Comma-separated. Only messages of these open messaging integrations. Empty means all that sign with the secret.',
			{ commaSeparated: true },
		),
		{
			displayName: 'Originating Entities',
			name: 'originatingEntities',
			type: 'multiOptions',
			options: [
				{ name: 'Bot', value: 'Bot', description: 'A bot, a flow, or an agentless message' },
				{ name: 'Human', value: 'Human', description: 'An agent' },
			],
			default: [],
			description: 'Only messages that these have written. None selected means all.',
		},
	]),
	options([
		ignoreRedeliveries('message'),
		flag(
			'includeRaw',
			'Include Raw Message',
			'Whether to add the message as Genesys Cloud sent it to the output',
		),
	]),
] as const;
