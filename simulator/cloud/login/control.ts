import type { FastifyInstance } from 'fastify';
import { expose, settingsRoutes } from '../../core/control';
import type { CloudLogin, CloudOwner, WantedToken } from './api';
import * as schemas from './schemas';

/** What a test does with tokens of Genesys Cloud; the routes below `/_simulator/cloud/login` do the same. */
export function cloudLoginControl(login: CloudLogin) {
	return expose(
		login,
		'settings',
		'set',
		'listUsers',
		'listClients',
		'listTokens',
		'issueToken',
		'expireTokens',
		'revokeTokens',
	);
}

export type CloudLoginControl = ReturnType<typeof cloudLoginControl>;

/** Adds the control routes of the login of Genesys Cloud. */
export function cloudLoginControlRoutes(app: FastifyInstance, control: CloudLoginControl): void {
	settingsRoutes(app, '/cloud/login/settings', control, schemas.settings);
	app.get('/cloud/login/users', async () => control.listUsers());
	app.get('/cloud/login/clients', async () => control.listClients());
	app.get('/cloud/login/tokens', async () => control.listTokens());
	app.post<{ Body: WantedToken }>(
		'/cloud/login/tokens',
		{ schema: { body: schemas.newToken } },
		async ({ body }) => control.issueToken(body),
	);
	app.post<{ Body?: CloudOwner }>(
		'/cloud/login/tokens/expire',
		{ schema: { body: schemas.whose } },
		async ({ body }) => ({ expired: control.expireTokens(body ?? {}) }),
	);
	app.post<{ Body?: CloudOwner }>(
		'/cloud/login/tokens/revoke',
		{ schema: { body: schemas.whose } },
		async ({ body }) => ({ revoked: control.revokeTokens(body ?? {}) }),
	);
}
