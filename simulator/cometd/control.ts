import type { FastifyInstance } from 'fastify';
import { expose, settingsRoutes } from '../core/control';
import type { CometdApi } from './api';
import type { Refusal } from './model';
import * as schemas from './schemas';

/** What a test does with the sessions; the routes below `/_simulator/cometd` do the same. */
export function cometdControl(api: CometdApi) {
	return expose(
		api,
		'settings',
		'set',
		'sessions',
		'heldPolls',
		'loseSessions',
		'refuseHandshakes',
		'dropPolls',
		'publish',
	);
}

export type CometdControl = ReturnType<typeof cometdControl>;

/** Adds the control routes of CometD. */
export function cometdControlRoutes(app: FastifyInstance, control: CometdControl): void {
	settingsRoutes(app, '/cometd/settings', control, schemas.settings);
	app.get('/cometd/sessions', async () => ({
		sessions: control.sessions(),
		heldPolls: control.heldPolls(),
	}));
	app.post<{ Body?: { next?: number; dropPolls?: boolean } }>(
		'/cometd/sessions/lose',
		{ schema: { body: schemas.loseSessions } },
		async ({ body }) => ({ lost: control.loseSessions(body ?? {}) }),
	);
	app.post<{ Body?: Refusal }>(
		'/cometd/handshakes/refuse',
		{ schema: { body: schemas.refuseHandshakes } },
		async ({ body }) => {
			control.refuseHandshakes(body ?? {});
			return { refused: body?.times ?? 1 };
		},
	);
	app.post('/cometd/polls/drop', async () => ({ dropped: control.dropPolls() }));
	app.post<{ Body: { channel: string; data: unknown } }>(
		'/cometd/messages',
		{ schema: { body: schemas.publish } },
		async ({ body }) => {
			control.publish(body.channel, body.data);
			return { published: 1 };
		},
	);
}
