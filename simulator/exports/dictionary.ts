import type { JobStatus } from './model';

/** Reference data. The documents give the shapes; the values are made up, except `UCS`. */

export const JOB_STATUSES: Array<{ label: string; value: JobStatus }> = [
	{ label: 'Waiting', value: 'WAITING' },
	{ label: 'Running', value: 'RUNNING' },
	{ label: 'Completed', value: 'COMPLETED' },
	{ label: 'Failed', value: 'FAILED' },
	{ label: 'Cancelled', value: 'CANCELLED' },
	{ label: 'Suspended', value: 'SUSPENDED' },
];

export const SOURCES = [
	{ label: 'Universal Contact Server', value: 'UCS' },
	{ label: 'Digital Channels', value: 'DigitalChannels' },
];

export const DATA_TYPES = [
	{ name: 'Interactions', source: 'UCS' },
	{ name: 'Contacts', source: 'UCS' },
	{ name: 'Messages', source: 'DigitalChannels' },
];

export interface SubType {
	/** What `jobParams.media` holds. */
	name: string;
	displayName: string;
	source: string;
	dataType: string;
	/** A job with one that is not enabled is refused. */
	enabled: boolean;
}

export const SUB_TYPES: SubType[] = [
	...subTypes('UCS', 'Interactions', { chat: 'Chat', email: 'E-mail', voice: 'Voice', sms: 'SMS' }),
	...subTypes('UCS', 'Interactions', { workitem: 'Workitem' }),
	...subTypes('UCS', 'Interactions', { callback: 'Callback' }, false),
	...subTypes('UCS', 'Contacts', { contact: 'Contact' }),
	...subTypes('DigitalChannels', 'Messages', { whatsapp: 'WhatsApp', facebook: 'Facebook' }),
	...subTypes('DigitalChannels', 'Messages', { twitter: 'Twitter' }, false),
];

/** By entity, as `entities` of data/attributes names them. */
export const ATTRIBUTES: Record<string, Array<{ name: string; type: string }>> = {
	interaction: [
		{ name: 'mediaType', type: 'string' },
		{ name: 'startDate', type: 'date' },
		{ name: 'agent', type: 'string' },
		{ name: 'subject', type: 'string' },
	],
	contact: [
		{ name: 'firstName', type: 'string' },
		{ name: 'lastName', type: 'string' },
		{ name: 'emailAddress', type: 'string' },
	],
};

export const LABELS: Record<string, string> = Object.fromEntries([
	...JOB_STATUSES.map(({ value, label }) => [`job.status.${value}`, label]),
	...SOURCES.map(({ value, label }) => [`job.source.${value}`, label]),
]);

function subTypes(
	source: string,
	dataType: string,
	names: Record<string, string>,
	enabled = true,
): SubType[] {
	return Object.entries(names).map(([name, displayName]) => ({
		name,
		displayName,
		source,
		dataType,
		enabled,
	}));
}
