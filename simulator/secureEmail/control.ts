import type { FastifyInstance } from 'fastify';
import { expose, settingsRoutes } from '../core/control';
import type { SecureEmailApi } from './api';
import type { NewMail } from './model';
import * as schemas from './schemas';

/** What a test does with the secure mails; the routes `/_simulator/secure-emails` do the same. */
export function secureEmailControl(api: SecureEmailApi) {
	return expose(api, 'list', 'add', 'settings', 'set');
}

export type SecureEmailControl = ReturnType<typeof secureEmailControl>;

/** Adds the control routes of the Secure Email API. */
export function secureEmailControlRoutes(app: FastifyInstance, control: SecureEmailControl): void {
	settingsRoutes(app, '/secure-emails/settings', control, schemas.settings);
	app.get('/secure-emails', async () => control.list());
	app.post<{ Body: NewMail }>(
		'/secure-emails',
		{ schema: { body: schemas.newMailBody } },
		async ({ body }) => control.add(body),
	);
}
