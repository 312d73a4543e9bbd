import type { FastifyInstance } from 'fastify';
import type { CometdControl } from '../cometd/control';
import { BACK_TO_THE_START, expose, settingsRoutes } from '../core/control';
import type { WebServicesApi } from './api';
import type { NewEmail } from './model';
import * as schemas from './schemas';

/** What a test does with the inboxes; the routes below `/_simulator/web-services` do the same. */
export function webServicesControl(api: WebServicesApi, cometd: CometdControl) {
	return {
		...expose(api, 'settings', 'set', 'addEmail', 'invite', 'expireCsrf'),
		/** Every interaction with its state and agent, oldest first. */
		interactions: () => api.desk.list(),
		/** Every notification, and how many sessions got it. */
		notifications: () => api.desk.notifications(),
		/** Every attachment with its SHA-256. */
		attachments: () => api.attachments.list(),
		/** Everything as at the start; settings stay. */
		reset: async () => await api.reset(),
		/** The sessions that hear the notifications, and their faults. */
		cometd,
	};
}

export type WebServicesControl = ReturnType<typeof webServicesControl>;

/** Adds the control routes of Web Services, those of its CometD excepted. */
export function webServicesControlRoutes(app: FastifyInstance, control: WebServicesControl): void {
	const root = '/web-services';
	settingsRoutes(app, `${root}/settings`, control, schemas.settings);
	app.get(`${root}/interactions`, async () => control.interactions());
	app.get(`${root}/notifications`, async () => control.notifications());
	app.get(`${root}/attachments`, async () => control.attachments());
	app.post<{ Body?: NewEmail }>(
		`${root}/emails`,
		{ schema: { body: schemas.newEmail } },
		async ({ body }) => await control.addEmail(body ?? {}),
	);
	app.post<{ Params: { id: string }; Body: { agent: string } }>(
		`${root}/interactions/:id/invite`,
		{ schema: { body: schemas.invite } },
		async ({ params, body }) => control.invite(params.id, body.agent),
	);
	app.post<{ Body?: { agent?: string } }>(
		`${root}/csrf/expire`,
		{ schema: { body: schemas.expireCsrf } },
		async ({ body }) => ({ expired: control.expireCsrf(body ?? {}) }),
	);
	app.post(`${root}/reset`, async () => {
		await control.reset();
		return BACK_TO_THE_START;
	});
}
