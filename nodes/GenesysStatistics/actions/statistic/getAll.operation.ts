import type { IDataObject } from 'n8n-workflow';
import { rowsOf } from '../../../shared/engine/many';
import { defineOperation } from '../../../shared/engine/operation';
import type { Send } from '../../../shared/transport/api';
import { inHalves } from '../../../shared/transport/halves';
import { matched } from './matched';
import { manyStatistics, namesIn, NO_VALUE, type StatisticName } from './statistic';

/** Statistics in one request, as long as the user says nothing else. */
const AT_ONCE = 100;

/** The values of statistics, in their order. */
const values = async (send: Send, all: readonly StatisticName[]) =>
	await inHalves(all, async (part): Promise<Array<IDataObject | Error>> => {
		const statistics = [...part];
		const response = await send({
			method: 'POST',
			path: '/operations/get-statistic-ex',
			body: { data: { statistics } },
			// It reads, although it is a POST.
			idempotent: true,
			explanations: { '400': NO_VALUE },
		});
		return matched(statistics, response.rows(), response.remarks.errors);
	});

export const getAll = defineOperation({
	kind: 'batch',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many statistics',
	description: 'Retrieve the statistics of many items in few requests, one statistic per item',
	properties: manyStatistics,
	batchSize: AT_ONCE,
	async execute(members) {
		const { send } = members[0].context;
		const wanted = members.map((member) => namesIn(member.values));
		const all = wanted.flatMap(({ names }) => names);
		const results: Array<IDataObject | Error> = [];
		// Batch Size has seen to how many items there are, and not to how many one of them names.
		const size = Math.max(AT_ONCE, members.length);
		for (let from = 0; from < all.length; from += size)
			results.push(...(await values(send, all.slice(from, from + size))));
		return await Promise.all(
			wanted.map(async ({ names, isList }) => {
				const own = results.splice(0, names.length);
				return isList ? await rowsOf(names, own, send) : own[0];
			}),
		);
	},
});
