import { defineOperation } from '../../../shared/engine/operation';
import { inHalves } from '../../../shared/transport/halves';
import { matched } from './matched';
import { NO_VALUE, statisticFields } from './statistic';

export const getAll = defineOperation({
	kind: 'batch',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many statistics in few requests with one statistic per input item',
	description: 'Retrieve the statistics of many items in few requests, one statistic per item',
	properties: statisticFields,
	batchSize: 100,
	execute: async (members) =>
		await inHalves(members, async (part) => {
			const statistics = part.map(({ values }) => ({
				name: values.statisticName,
				objectType: values.objectType,
				objectId: values.objectId,
			}));
			const response = await part[0].context.send({
				method: 'POST',
				path: '/operations/get-statistic-ex',
				body: { data: { statistics } },
				// It reads, although it is a POST.
				idempotent: true,
				explanations: { '400': NO_VALUE },
			});
			return matched(statistics, response.rows(), response.remarks.errors);
		}),
});
