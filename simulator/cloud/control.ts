import type { FastifyInstance } from 'fastify';
import { expose, settingsRoutes } from '../core/control';
import type { Redelivery } from '../webhooks/model';
import { redelivery } from '../webhooks/schemas';
import type { CloudApi, NewConversation, NewDelivery } from './api';
import type { EmailContent } from './model';
import * as schemas from './schemas';

/** What a test does with Genesys Cloud; the routes `/_simulator/cloud` do the same. */
export function cloudControl(api: CloudApi) {
	return expose(
		api,
		'settings',
		'set',
		'directory',
		'conversations',
		'addConversation',
		'addEmail',
		'addIntegration',
		'uploads',
		'violations',
		'deliveries',
		'deliver',
		'redeliver',
	);
}

export type CloudControl = ReturnType<typeof cloudControl>;

/** Adds the control routes of Genesys Cloud. */
export function cloudControlRoutes(app: FastifyInstance, control: CloudControl): void {
	settingsRoutes(app, '/cloud/settings', control, schemas.settings);
	app.get('/cloud/directory', async () => control.directory());
	app.get('/cloud/conversations', async () => control.conversations());
	app.post<{ Body: NewConversation }>(
		'/cloud/conversations',
		{ schema: { body: schemas.newConversation } },
		async ({ body }) => control.addConversation(body),
	);
	app.post<{ Params: { id: string }; Body: EmailContent }>(
		'/cloud/conversations/:id/emails',
		{ schema: { body: schemas.newEmail } },
		async ({ params, body }) => control.addEmail(params.id, body),
	);
	app.post<{ Body: { name: string } }>(
		'/cloud/integrations',
		{ schema: { body: schemas.newIntegration } },
		async ({ body }) => control.addIntegration(body),
	);
	app.get('/cloud/uploads', async () => control.uploads());
	app.get<{ Querystring: { settled?: string } }>('/cloud/deliveries', async ({ query }) =>
		control.deliveries({ settled: query.settled === 'true' }),
	);
	app.post<{ Body: NewDelivery }>(
		'/cloud/deliveries',
		{ schema: { body: schemas.newDelivery } },
		async ({ body }) => await control.deliver(body),
	);
	app.post<{ Params: { id: string }; Body?: Redelivery }>(
		'/cloud/deliveries/:id/redeliver',
		{ schema: { body: redelivery } },
		async ({ params, body }) => await control.redeliver(params.id, body ?? {}),
	);
	app.get('/cloud/violations', async () => control.violations());
}
