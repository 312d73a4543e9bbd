import { randomUUID } from 'node:crypto';
import { text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { requireStatistics } from '../../../shared/statistics/answers';
import {
	watchedStatistics,
	watchedStatisticsProperties,
} from '../../../shared/statistics/watchedStatistics';
import type { Explanation } from '../../../shared/transport/api';
import { sessionNotice, verbose } from './subscription';

const NOT_OPENED: Explanation = {
	message: 'Genesys did not open the subscription',
	description:
		'Check the names or definitions of the statistics, their object types and object IDs. The Operation ID must not be in use.',
};

/** The operation id becomes the id of the subscription. */
export const create = defineOperation({
	kind: 'thing',
	value: 'create',
	name: 'Create',
	action: 'Create subscription',
	description: 'Open a subscription, whose values can be read until it is deleted',
	properties: [sessionNotice, ...watchedStatisticsProperties],
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
		explanations: { '400': NOT_OPENED },
	}),
	// That some were refused is told with the others.
	check: (response) => {
		if (response.remarks.errors) requireStatistics(response, NOT_OPENED);
	},
});
