import { text } from '../../../shared/descriptions/fields';

/** What names one statistic: a statistic that Genesys has set up, and the object it is about. */
export const statisticFields = [
	text(
		'statisticName',
		'Statistic Name',
		'Name of a statistic that Genesys has set up for your account',
		{ required: true, placeholder: 'e.g. TotalCallsInQueue' },
	),
	text('objectType', 'Object Type', 'Type of the object that the statistic is about', {
		required: true,
		placeholder: 'e.g. Agent',
	}),
	text('objectId', 'Object ID', 'ID of the object that the statistic is about', {
		required: true,
		placeholder: 'e.g. agent-1',
	}),
] as const;
