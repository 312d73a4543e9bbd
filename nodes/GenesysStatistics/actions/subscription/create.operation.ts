import { randomUUID } from 'node:crypto';
import { text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { requireStatistics } from '../../../shared/statistics/answers';
import {
	watchedStatistics,
	watchedStatisticsProperties,
} from '../../../shared/statistics/watchedStatistics';
import { NOT_OPENED, opening, sessionNotice, verbose } from './subscription';

export const create = defineOperation({
	kind: 'thing',
	value: 'create',
	name: 'Create',
	action: 'Create subscription to statistics whose values can be read until deleted',
	description: 'Open a subscription, whose values can be read until it is deleted',
	properties: [sessionNotice, ...watchedStatisticsProperties],
	options: [
		text(
			'operationId',
			'Operation ID',
			'Becomes the ID of the subscription, e.g. queue-watch. Left empty, a new one is made.',
		),
		verbose,
	],
	request: ({ options, ...values }) =>
		opening(options.operationId || randomUUID(), watchedStatistics(values), options.verbose),
	// That some were refused is told with the others.
	check: (response) => {
		if (response.remarks.errors) requireStatistics(response, NOT_OPENED);
	},
});
