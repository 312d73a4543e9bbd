import type { FastifyInstance } from 'fastify';
import { expose, settingsRoutes } from '../core/control';
import type { AuthApi } from './api';
import * as schemas from './schemas';

/** What a test does with users and tokens; the routes below `/_simulator/auth` do the same. */
export function authControl(api: AuthApi) {
	return expose(
		api,
		'settings',
		'set',
		'listUsers',
		'listTokens',
		'issueToken',
		'expirePasswords',
		'expireTokens',
		'revokeTokens',
	);
}

export type AuthControl = ReturnType<typeof authControl>;

/** Adds the control routes of the Authentication API. */
export function authControlRoutes(app: FastifyInstance, control: AuthControl): void {
	settingsRoutes(app, '/auth/settings', control, schemas.settings);
	app.get('/auth/users', async () => control.listUsers());
	app.get('/auth/tokens', async () => control.listTokens());
	app.post<{ Body: { userName: string } }>(
		'/auth/tokens',
		{ schema: { body: schemas.newToken } },
		async ({ body }) => control.issueToken(body.userName),
	);
	app.post<{ Body?: { userName?: string } }>(
		'/auth/passwords/expire',
		{ schema: { body: schemas.whose } },
		async ({ body }) => ({ expired: control.expirePasswords(body ?? {}) }),
	);
	app.post<{ Body?: { userName?: string } }>(
		'/auth/tokens/expire',
		{ schema: { body: schemas.whose } },
		async ({ body }) => ({ expired: control.expireTokens(body ?? {}) }),
	);
	app.post<{ Body?: { userName?: string } }>(
		'/auth/tokens/revoke',
		{ schema: { body: schemas.whose } },
		async ({ body }) => ({ revoked: control.revokeTokens(body ?? {}) }),
	);
}
