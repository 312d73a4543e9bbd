import type { FastifyInstance } from 'fastify';
import type { CometdSettings, NotificationsApi, Refusal } from './api';
import * as schemas from '../statistics/schemas';

/** The control routes of CometD. */
export function notificationsControlRoutes(app: FastifyInstance, api: NotificationsApi): void {
	app.get('/cometd/settings', async () => api.settings());
	app.put<{ Body: Partial<CometdSettings> }>(
		'/cometd/settings',
		{ schema: { body: schemas.cometdSettings } },
		async ({ body }) => api.set(body),
	);
	app.get('/cometd/sessions', async () => ({
		sessions: api.sessions(),
		heldPolls: api.heldPolls(),
	}));
	app.post<{ Body?: { next?: number; dropPolls?: boolean } }>(
		'/cometd/sessions/lose',
		{ schema: { body: schemas.loseSessions } },
		async ({ body }) => ({ lost: api.loseSessions(body ?? {}) }),
	);
	app.post<{ Body?: Refusal }>(
		'/cometd/handshakes/refuse',
		{ schema: { body: schemas.refuseHandshakes } },
		async ({ body }) => {
			api.refuseHandshakes(body ?? {});
			return { refused: body?.times ?? 1 };
		},
	);
	app.post('/cometd/polls/drop', async () => ({ dropped: api.dropPolls() }));
	app.post<{ Body: { channel: string; data: unknown } }>(
		'/cometd/messages',
		{ schema: { body: schemas.publish } },
		async ({ body }) => {
			api.publish(body.channel, body.data);
			return { published: 1 };
		},
	);
}
