import { text } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';

export const subscriptionId = text('subscriptionId', 'Subscription ID', 'ID that Create returned', {
	required: true,
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
