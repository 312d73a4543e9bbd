import { filters, flag, notice, options } from '../shared/descriptions/fields';
import { defineProperty } from '../shared/descriptions/property';
import { ignoreRedeliveries, respond } from '../shared/triggers/webhook/description';

const MEDIA_TYPES = [
	{ name: 'Chat', value: 'chat' },
	{ name: 'Email', value: 'email' },
] as const;

const INTERACTION_SUBTYPES = [
	{ name: 'Facebook Private', value: 'FacebookPrivate' },
	{ name: 'Facebook Public', value: 'FacebookPublic' },
	{ name: 'Inbound New', value: 'InboundNew' },
	{ name: 'Outbound', value: 'Outbound' },
	{ name: 'SMS', value: 'SMS' },
	{ name: 'Twitter Private', value: 'TwitterPrivate' },
	{ name: 'Twitter Public', value: 'TwitterPublic' },
	{ name: 'WhatsApp', value: 'WhatsApp' },
] as const;

export const properties = [
	notice(
		'notice',
		'Give the Production URL above, and the app secret of the credential, to your Genesys representative. Genesys delivers an event again when it is not answered 200: ask for the time that it waits for the answer, the number of attempts and the time between them, which should outlast a restart of n8n.',
	),
	defineProperty({
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [
			{
				name: 'Interaction Finished',
				value: 'FINISHED',
				description: 'Agent Desktop or a workflow stopped the processing',
			},
			{
				name: 'Interaction Started',
				value: 'STARTED',
				description: 'A new interaction was put in the interaction queue',
			},
		],
		default: ['STARTED', 'FINISHED'],
		description: 'Events that start the workflow',
	}),
	defineProperty({
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'One Item per Delivery',
				value: 'delivery',
				description: 'All events that arrived together, in one item',
			},
			{
				name: 'One Item per Interaction',
				value: 'entity',
				description: 'One item for each event of the delivery',
			},
		],
		default: 'entity',
		description: 'What becomes an item when several events arrive together',
	}),
	respond('delivery'),
	filters([
		{
			displayName: 'Interaction Subtypes',
			name: 'interactionSubtypes',
			type: 'multiOptions',
			options: INTERACTION_SUBTYPES,
			default: [],
			description: 'Only interactions of these subtypes. None selected means all.',
		},
		{
			displayName: 'Media Types',
			name: 'mediaTypes',
			type: 'multiOptions',
			options: MEDIA_TYPES,
			default: [],
			description: 'Only interactions of these media. None selected means all.',
		},
	]),
	options([
		ignoreRedeliveries('delivery'),
		flag('includeHeaders', 'Include Headers', 'Whether to add the request headers to the output'),
	]),
] as const;
