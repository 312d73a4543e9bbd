import { nameList } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { subscriptionId, verbose } from './fields';

/** `GET /statistics/v3/subscriptions/{id}/statistic-values` */
export const getValues = defineOperation({
	value: 'getValues',
	name: 'Get Values',
	action: 'Get values of subscription',
	description: 'Retrieve the current values of a subscription, one item per statistic',
	properties: [subscriptionId],
	options: [
		{
			displayName: 'Statistic IDs',
			name: 'statisticIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. wait, agents',
			description: 'Comma-separated IDs of the statistics to return. Left empty, all are.',
		},
		verbose,
	],
	request: (values) => ({
		method: 'GET',
		path: path`/subscriptions/${values.subscriptionId}/statistic-values`,
		query: {
			statisticIds: nameList(values.options.statisticIds).join(','),
			verbose: values.options.verbose,
		},
	}),
	simplify: (body: { data?: { statistics?: unknown[] } }) => body.data?.statistics ?? [],
});
