import { defineProperty } from '../../../shared/descriptions/property';

export const subscriptionId = defineProperty({
	displayName: 'Subscription ID',
	name: 'subscriptionId',
	type: 'string',
	required: true,
	default: '',
	description: 'ID that Create returned',
});

export const verbose = defineProperty({
	displayName: 'Verbose',
	name: 'verbose',
	type: 'options',
	options: [
		{ name: 'Info', value: 'INFO', description: 'With details of the opened statistics' },
		{ name: 'Off', value: 'OFF', description: 'Without details' },
	],
	default: 'INFO',
	description: 'Whether Genesys adds details of the opened statistics',
});
