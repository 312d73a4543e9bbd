import { statistics } from '../shared/apis/engage';
import { apiProperties } from '../shared/descriptions/common';
import { flag, number, options } from '../shared/descriptions/fields';
import { defineProperty, type Property } from '../shared/descriptions/property';
import { watchedStatisticsProperties } from '../shared/statistics/watchedStatistics';

/** What the user sets, besides how to sign in. */
export const settings = [
	...watchedStatisticsProperties,
	defineProperty({
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'One Item per Notification',
				value: 'batch',
				description: 'All updates that arrived together, in one item',
			},
			{
				name: 'One Item per Update',
				value: 'update',
				description: 'One item for each statistic that was updated',
			},
		],
		default: 'update',
		description: 'What becomes an item when several updates arrive together',
	}),
	options([
		flag(
			'catchUp',
			'Catch Up',
			'Whether values that differ from those that were passed on last count as updates after a lost connection or a restart',
			{ default: true },
		),
		flag(
			'initialValues',
			'Initial Values',
			'Whether the values at the start count as updates: at the first start ever with Catch Up, and at each start without it',
			{ default: true },
		),
		flag(
			'onlyChanges',
			'Only Changes',
			'Whether to leave out an update whose value is the one that was passed on last',
		),
		flag(
			'serviceState',
			'Service State',
			'Whether to start the workflow as well when Genesys says that its statistics service is unavailable, or available again',
		),
		number(
			'throttle',
			'Throttle',
			'Seconds in which each statistic starts the workflow once at most, with its latest value. 0 means at every update.',
			0,
			{ typeOptions: { minValue: 0, maxValue: 86_400 } },
		),
	]),
] as const;

export const properties: Property[] = [...apiProperties([statistics]), ...settings];
