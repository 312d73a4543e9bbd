import type { FastifyInstance } from 'fastify';
import type { ServiceState, StatisticsFeed, StatisticsSettings } from './feed';
import type { RateOptions } from './rate';
import * as schemas from './schemas';
import type { StatisticUpdate } from './subscriptions';

/** The control routes of the statistics. */
export function statisticsControlRoutes(app: FastifyInstance, feed: StatisticsFeed): void {
	app.get('/statistics/settings', async () => feed.settings());
	app.put<{ Body: Partial<StatisticsSettings> }>(
		'/statistics/settings',
		{ schema: { body: schemas.settings } },
		async ({ body }) => feed.set(body),
	);
	app.get('/statistics/profiles', async () => feed.profiles());
	app.get('/statistics/objects', async () => feed.objects());
	app.get('/statistics/subscriptions', async () => feed.listSubscriptions());

	app.post<{ Body?: { times?: number } }>(
		'/statistics/tick',
		{ schema: { body: schemas.tick } },
		async ({ body }) => ({ updates: feed.tick(body?.times) }),
	);
	const service = () => ({ state: feed.serviceState() });
	app.get('/statistics/service', async () => service());
	app.put<{ Body: { state: ServiceState } }>(
		'/statistics/service',
		{ schema: { body: schemas.service } },
		async ({ body }) => {
			feed.setServiceState(body.state);
			return service();
		},
	);

	app.post<{ Body: { updates: StatisticUpdate[] } }>(
		'/statistics/updates',
		{ schema: { body: schemas.updates } },
		async ({ body }) => {
			feed.publishUpdates(body.updates);
			return { published: body.updates.length };
		},
	);
	app.get('/statistics/rate', async () => feed.rateState());
	app.put<{ Body: RateOptions }>(
		'/statistics/rate',
		{ schema: { body: schemas.rate } },
		async ({ body }) => feed.startRate(body),
	);
	app.delete('/statistics/rate', async () => feed.stopRate());
}
