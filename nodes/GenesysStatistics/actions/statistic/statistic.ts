import { defineProperty } from '../../../shared/descriptions/property';

/** What names one statistic: a statistic that Genesys has set up, and the object it is about. */
export const statisticFields = [
	defineProperty({
		displayName: 'Statistic Name',
		name: 'statisticName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. TotalCallsInQueue',
		description: 'Name of a statistic that Genesys has set up for your account',
	}),
	defineProperty({
		displayName: 'Object Type',
		name: 'objectType',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Agent',
		description: 'Type of the object that the statistic is about',
	}),
	defineProperty({
		displayName: 'Object ID',
		name: 'objectId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. agent-1',
		description: 'ID of the object that the statistic is about',
	}),
] as const;
