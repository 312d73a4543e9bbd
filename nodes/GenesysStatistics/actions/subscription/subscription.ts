import { text } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';

export const subscriptionId = text('subscriptionId', 'Subscription ID', 'ID that Create returned', {
	required: true,
});

/** Genesys' own Java client sends the cookies of its notification session with these requests; the documents say nothing. */
export const sessionNotice = defineProperty({
	displayName:
		'Genesys may end a subscription that belongs to no notification session (CometD), and this node opens none. To be told of new values, use the Genesys Statistics Trigger.',
	name: 'notice',
	type: 'notice',
	default: '',
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
