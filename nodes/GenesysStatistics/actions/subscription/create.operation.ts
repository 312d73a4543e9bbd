import { randomUUID } from 'node:crypto';
import { text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import {
	watchedStatistics,
	watchedStatisticsProperties,
} from '../../../shared/statistics/watchedStatistics';
import { verbose } from './subscription';

/** The operation id becomes the id of the subscription. */
export const create = defineOperation({
	kind: 'thing',
	value: 'create',
	name: 'Create',
	action: 'Create subscription',
	description: 'Open a subscription, whose values can be read until it is deleted',
	properties: watchedStatisticsProperties,
	options: [
		text(
			'operationId',
			'Operation ID',
			'Becomes the ID of the subscription. Left empty, a new one is made.',
		),
		verbose,
	],
	request: ({ options, ...values }) => ({
		method: 'POST',
		path: '/subscriptions',
		query: { verbose: options.verbose },
		body: {
			operationId: options.operationId || randomUUID(),
			data: { statistics: watchedStatistics(values) },
		},
	}),
});
