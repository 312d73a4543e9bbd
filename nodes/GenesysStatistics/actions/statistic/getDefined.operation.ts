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

/** Milliseconds for which closing may hold up the values. */
const CLOSE_TIMEOUT_MS = 5_000;

/** The answer to a new subscription has the values, so that nothing else needs to be asked. */
export const getDefined = defineOperation({
	kind: 'custom',
	value: 'getDefined',
	name: 'Get by Definition',
	action: 'Get statistics by definition through subscription that is closed again',
	description:
		'Retrieve statistics that you define, or that Genesys has set up, by a subscription that is closed again',
	properties: watchedStatisticsProperties,
	execute: async (values, { send }) => {
		const id = randomUUID();
		const statistics = watchedStatistics(values);
		const open = { ...opening(id, statistics), explanations: { '400': NO_VALUE } };
		const close = { ...closing(id), afterCancel: true, timeout: CLOSE_TIMEOUT_MS } as const;
		// It may have been opened although no answer came. What is left of it does no harm to the values.
		const response = await send(open).finally(async () => await send(close).catch(() => undefined));
		requireStatistics(response, NO_VALUE);
		const names = nameOf(statistics);
		return response
			.rows()
			.map((row) => ({ ...names(row.statisticId), ...row, ...response.remarks }));
	},
});
