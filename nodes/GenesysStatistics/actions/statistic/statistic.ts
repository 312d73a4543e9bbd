import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { text } from '../../../shared/descriptions/fields';
import { defineProperty, type ValuesOf } from '../../../shared/descriptions/property';
import { inTools, inWorkflows } from '../../../shared/descriptions/toolForms';
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

const statisticName = text(
	'statisticName',
	'Statistic Name',
	'Name of a statistic that Genesys has set up for your account',
	{ required: true, placeholder: 'e.g. TotalCallsInQueue' },
);

const objectType = text(
	'objectType',
	'Object Type',
	'Type of the object that the statistic is about',
	{
		required: true,
		placeholder: 'e.g. Agent',
	},
);

const objectId = text('objectId', 'Object ID', 'ID of the object that the statistic is about', {
	required: true,
	placeholder: 'e.g. agent1',
});

/** What names one statistic: a statistic that Genesys has set up, and the object it is about. */
export const statisticFields = [statisticName, objectType, objectId] as const;

const EXAMPLE = '[{"name": "TotalCallsInQueue", "objectType": "Queue", "objectId": "queue1"}]';

/** What names statistics of an operation on many: one per item in a workflow, a list in the tool of a model. */
export const manyStatistics = [
	{ ...statisticName, ...inWorkflows },
	{ ...objectType, ...inWorkflows },
	{ ...objectId, ...inWorkflows },
	defineProperty({
		displayName: 'Statistics',
		name: 'statistics',
		type: 'json',
		shape: 'list',
		required: true,
		...inTools,
		default: '',
		description: `A JSON list of statistics, each with name, objectType and objectId, such as ${EXAMPLE}`,
	}),
] as const;

/**
 * The statistics that one item names.
 *
 * @throws UserError when an entry of a list is incomplete
 */
export function namesIn({
	statistics,
	statisticName: name,
	objectType,
	objectId,
}: ValuesOf<typeof manyStatistics>): { names: StatisticName[]; isList: boolean } {
	if (statistics.length === 0) return { names: [{ name, objectType, objectId }], isList: false };
	return { names: statistics.map(complete), isList: true };
}

function complete(entry: IDataObject, position: number): StatisticName {
	const { name, objectType, objectId } = entry;
	const missing = Object.entries({ name, objectType, objectId })
		.filter(([, value]) => typeof value !== 'number' && (typeof value !== 'string' || value === ''))
		.map(([key]) => key);
	if (missing.length === 0)
		return { name: String(name), objectType: String(objectType), objectId: String(objectId) };
	throw new UserError(
		`Statistic ${position + 1} of the field "Statistics" lacks ${missing.join(' and ')}`,
		{
			description: `Give each as in ${EXAMPLE}.`,
		},
	);
}
