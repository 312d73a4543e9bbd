import type { IDataObject } from 'n8n-workflow';
import { text } from '../../../shared/descriptions/fields';
import type { Explanation } from '../../../shared/transport/api';

/** What names a statistic, as the API takes it. */
export interface StatisticName extends IDataObject {
	name: string;
	objectType: string;
	objectId: string;
}

export const NO_VALUE: Explanation = {
	message: 'Genesys has no value for this statistic',
	description: 'Check the name of the statistic, the object type and the object ID.',
};

export const statisticName = text(
	'statisticName',
	'Statistic Name',
	'Name of a statistic that Genesys has set up for your account',
	{ required: true, placeholder: 'e.g. TotalCallsInQueue' },
);

export const objectType = text(
	'objectType',
	'Object Type',
	'Type of the object that the statistic is about',
	{
		required: true,
		placeholder: 'e.g. Queue',
	},
);

export const objectId = text(
	'objectId',
	'Object ID',
	'ID of the object that the statistic is about',
	{
		required: true,
		placeholder: 'e.g. queue1',
	},
);

/** What names one statistic: a statistic that Genesys has set up, and the object it is about. */
export const statisticFields = [statisticName, objectType, objectId] as const;
