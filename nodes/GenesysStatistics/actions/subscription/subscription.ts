import { notice, text } from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import type { WatchedStatistic } from '../../../shared/statistics/watchedStatistics';
import type { ApiRequest, Explanation } from '../../../shared/transport/api';
import { path } from '../../../shared/transport/path';

export const subscriptionId = text(
	'subscriptionId',
	'Subscription ID',
	'ID of the subscription, e.g. 4f1c2a9e. The operation Create of the resource Subscription gives it.',
	{
		required: true,
	},
);

/** Genesys' own Java client sends the cookies of its notification session with these requests; the documents say nothing. */
export const sessionNotice = notice(
	'notice',
	'Genesys may end a subscription that belongs to no notification session (CometD), and this node opens none. To read values once, use Get by Definition of Statistic; to be told of new ones, the Genesys Statistics Trigger.',
);

export const verbose = defineProperty({
	displayName: 'Verbose',
	name: 'verbose',
	type: 'options',
	options: [
		{ name: 'Info', value: 'INFO', description: 'With details of the opened statistics' },
		{ name: 'Off', value: 'OFF', description: 'Without details' },
	],
	default: 'INFO',
	description: 'Whether Genesys adds details of the opened statistics',
});

export const NOT_OPENED: Explanation = {
	message: 'Genesys did not open the subscription',
	description:
		'Check the names or definitions of the statistics, their object types and object IDs. The Operation ID must not be in use.',
};

/** Opens a subscription, of which `operationId` becomes the id. */
export const opening = (
	operationId: string,
	statistics: WatchedStatistic[],
	details?: string,
): ApiRequest => ({
	method: 'POST',
	path: '/subscriptions',
	query: { verbose: details },
	body: { operationId, data: { statistics } },
	explanations: { '400': NOT_OPENED },
});

/** Closes a subscription. Genesys reports success for an unknown id as well. */
export const closing = (id: string): ApiRequest => ({
	method: 'DELETE',
	path: path`/subscriptions/${id}`,
});
