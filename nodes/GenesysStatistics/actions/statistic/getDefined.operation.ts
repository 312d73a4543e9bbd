import { randomUUID } from 'node:crypto';
import { defineOperation } from '../../../shared/engine/operation';
import { requireStatistics } from '../../../shared/statistics/answers';
import {
	nameOf,
	watchedStatistics,
	watchedStatisticsProperties,
} from '../../../shared/statistics/watchedStatistics';
import { closing, opening } from '../subscription/subscription';
import { NO_VALUE } from './statistic';

/** The answer to a new subscription has the values, so that nothing else needs to be asked. */
export const getDefined = defineOperation({
	kind: 'custom',
	value: 'getDefined',
	name: 'Get by Definition',
	action: 'Get statistics by definition',
	description:
		'Retrieve statistics that you define, or that Genesys has set up, by a subscription that is closed again',
	properties: watchedStatisticsProperties,
	execute: async (values, { send }) => {
		const id = randomUUID();
		const statistics = watchedStatistics(values);
		const response = await send(opening(id, statistics));
		// What is left of a subscription does no harm to the values.
		await send({ ...closing(id), afterCancel: true }).catch(() => undefined);
		requireStatistics(response, NO_VALUE);
		const names = nameOf(statistics);
		return response
			.rows()
			.map((row) => ({ ...names(row.statisticId), ...row, ...response.remarks }));
	},
});
