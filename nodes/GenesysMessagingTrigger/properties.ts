import { filters, flag, notice, options, text } from '../shared/descriptions/fields';
import { ignoreRedeliveries, respond } from '../shared/triggers/webhook/description';

export const properties = [
	notice(
		'notice',
		'Give the Production URL above to your Genesys representative. Genesys delivers a message again when it is answered 5XX, or not within 10 seconds: ask for the number of attempts and the time between them, which should outlast a restart of n8n.',
	),
	respond('message'),
	filters([
		text(
			'channelIds',
			'Channel IDs',
			'Comma-separated. Only messages of these channels. Empty means all.',
			{ commaSeparated: true },
		),
		{
			displayName: 'Channel Types',
			name: 'channelTypes',
			type: 'multiOptions',
			options: [
				{ name: 'Email', value: 'email' },
				{ name: 'SMS', value: 'sms' },
			],
			default: [],
			description: 'Only messages of these channels. None selected means all.',
		},
		{
			displayName: 'Message Types',
			name: 'messageTypes',
			type: 'multiOptions',
			options: [
				{ name: 'Email', value: 'Email' },
				{ name: 'Text', value: 'Text' },
			],
			default: [],
			description: 'Only messages of these types. None selected means all.',
		},
	]),
	options([
		ignoreRedeliveries('message'),
		flag(
			'includeRaw',
			'Include Raw Message',
			'Whether to add the message as Genesys sent it to the output',
		),
		flag(
			'sendReceipt',
			'Send Receipt',
			'Whether to report each message as delivered when the workflow starts. Leave it off to report it yourself by Genesys Messaging.',
		),
	]),
] as const;
