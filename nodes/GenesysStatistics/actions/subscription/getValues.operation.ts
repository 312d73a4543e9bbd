import { text } from '../../../shared/descriptions/fields';
import { defineOperation } from '../../../shared/engine/operation';
import { requireStatistics } from '../../../shared/statistics/answers';
import type { Explanation } from '../../../shared/transport/api';
import { path } from '../../../shared/transport/path';
import { sessionNotice, subscriptionId, verbose } from './subscription';

/** The documents list no 404 for it, but 500. */
const NO_VALUES: Explanation = {
	message: 'Genesys gave no values of this subscription',
	description:
		'Check the IDs. Genesys ends subscriptions when it loses Stat Server, and may end one without a notification session: create it again, or use Get by Definition of Statistic, or the Genesys Statistics Trigger.',
};

export const getValues = defineOperation({
	kind: 'rows',
	value: 'getValues',
	name: 'Get Values',
	action: 'Get values that subscription to statistics has at present by its ID',
	description: 'Retrieve the current values of a subscription, one item per statistic',
	properties: [sessionNotice, subscriptionId],
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
		explanations: { '404': NO_VALUES, '500': NO_VALUES },
	}),
	check: (response) => requireStatistics(response, NO_VALUES),
});
