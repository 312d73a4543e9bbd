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

/** Adds the control routes of a CometD server, below `root`. */
export function cometdControlRoutes(
	app: FastifyInstance,
	control: CometdControl,
	root = '/cometd',
): void {
	settingsRoutes(app, `${root}/settings`, control, schemas.settings);
	app.get(`${root}/sessions`, async () => ({
		sessions: control.sessions(),
		heldPolls: control.heldPolls(),
	}));
	app.post<{ Body?: { next?: number; dropPolls?: boolean } }>(
		`${root}/sessions/lose`,
		{ schema: { body: schemas.loseSessions } },
		async ({ body }) => ({ lost: control.loseSessions(body ?? {}) }),
	);
	app.post<{ Body?: Refusal }>(
		`${root}/handshakes/refuse`,
		{ schema: { body: schemas.refuseHandshakes } },
		async ({ body }) => {
			control.refuseHandshakes(body ?? {});
			return { refused: body?.times ?? 1 };
		},
	);
	app.post(`${root}/polls/drop`, async () => ({ dropped: control.dropPolls() }));
	app.post<{ Body: { channel: string; data: unknown } }>(
		`${root}/messages`,
		{ schema: { body: schemas.publish } },
		async ({ body }) => {
			control.publish(body.channel, body.data);
			return { published: 1 };
		},
	);
}
