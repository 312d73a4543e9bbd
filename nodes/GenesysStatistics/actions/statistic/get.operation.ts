import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { statisticFields } from './statistic';

export const get = defineOperation({
	kind: 'thing',
	value: 'get',
	name: 'Get',
	action: 'Get statistic',
	description: 'Retrieve the value of one statistic',
	properties: statisticFields,
	request: ({ statisticName, objectType, objectId }) => ({
		method: 'GET',
		path: path`/statistic-values/${statisticName}`,
		query: { objectId, objectType },
		explanations: {
			'404': {
				message: 'There is no such statistic for this object',
				description: 'Check the name of the statistic, the object type and the object ID.',
			},
		},
	}),
});
