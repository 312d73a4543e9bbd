import { defineOperation } from '../../../shared/engine/operation';
import { requireStatistics } from '../../../shared/statistics/answers';
import { path } from '../../../shared/transport/path';
import { NO_VALUE, statisticFields } from './statistic';

export const get = defineOperation({
	kind: 'thing',
	value: 'get',
	name: 'Get',
	action: 'Get current value of single statistic of one agent or queue or other object',
	description: 'Retrieve the value of one statistic',
	properties: statisticFields,
	request: ({ statisticName, objectType, objectId }) => ({
		method: 'GET',
		path: path`/statistic-values/${statisticName}`,
		query: { objectId, objectType },
		explanations: { '404': NO_VALUE },
	}),
	check: (response) => requireStatistics(response, NO_VALUE),
});
