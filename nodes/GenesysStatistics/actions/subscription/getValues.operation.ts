import { text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { subscriptionId, verbose } from './subscription';

export const getValues = defineOperation({
	kind: 'rows',
	value: 'getValues',
	name: 'Get Values',
	action: 'Get values of subscription',
	description: 'Retrieve the current values of a subscription, one item per statistic',
	properties: [subscriptionId],
	options: [
		text(
			'statisticIds',
			'Statistic IDs',
			'Comma-separated IDs of the statistics to return. Empty means all.',
			{ commaSeparated: true, placeholder: 'e.g. wait, agents' },
		),
		verbose,
	],
	request: ({ subscriptionId: id, options: { statisticIds, verbose: details } }) => ({
		method: 'GET',
		path: path`/subscriptions/${id}/statistic-values`,
		query: { statisticIds: statisticIds?.join(','), verbose: details },
	}),
});
