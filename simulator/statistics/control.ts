import type { FastifyInstance } from 'fastify';
import { expose, settingsRoutes } from '../core/control';
import type { StatisticsApi } from './api';
import type { RateOptions, ServiceState, StatisticUpdate } from './model';
import * as schemas from './schemas';

/** What a test does with the statistics; the routes below `/_simulator/statistics` do the same. */
export function statisticsControl({ feed }: StatisticsApi) {
	return expose(
		feed,
		'settings',
		'set',
		'profiles',
		'objects',
		'listSubscriptions',
		'tick',
		'serviceState',
		'setServiceState',
		'publishUpdates',
		'startRate',
		'stopRate',
		'rateState',
	);
}

export type StatisticsControl = ReturnType<typeof statisticsControl>;

/** Adds the control routes of the statistics. */
export function statisticsControlRoutes(app: FastifyInstance, control: StatisticsControl): void {
	settingsRoutes(app, '/statistics/settings', control, schemas.settings);
	app.get('/statistics/profiles', async () => control.profiles());
	app.get('/statistics/objects', async () => control.objects());
	app.get('/statistics/subscriptions', async () => control.listSubscriptions());

	app.post<{ Body?: { times?: number } }>(
		'/statistics/tick',
		{ schema: { body: schemas.tick } },
		async ({ body }) => ({ updates: control.tick(body?.times) }),
	);
	const service = () => ({ state: control.serviceState() });
	app.get('/statistics/service', async () => service());
	app.put<{ Body: { state: ServiceState } }>(
		'/statistics/service',
		{ schema: { body: schemas.service } },
		async ({ body }) => {
			control.setServiceState(body.state);
			return service();
		},
	);

	app.post<{ Body: { updates: StatisticUpdate[] } }>(
		'/statistics/updates',
		{ schema: { body: schemas.updates } },
		async ({ body }) => {
			control.publishUpdates(body.updates);
			return { published: body.updates.length };
		},
	);
	app.get('/statistics/rate', async () => control.rateState());
	app.put<{ Body: RateOptions }>(
		'/statistics/rate',
		{ schema: { body: schemas.rate } },
		async ({ body }) => control.startRate(body),
	);
	app.delete('/statistics/rate', async () => control.stopRate());
}
