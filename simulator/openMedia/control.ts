import type { FastifyInstance } from 'fastify';
import { expose, settingsRoutes } from '../core/control';
import type { OpenMediaApi } from './api';
import * as schemas from './schemas';

/** What a test does with the workitems; the routes below `/_simulator/workitems` do the same. */
export function openMediaControl(api: OpenMediaApi) {
	return expose(api, 'list', 'settings', 'set');
}

export type OpenMediaControl = ReturnType<typeof openMediaControl>;

/** Adds the control routes of the Openmedia API. */
export function openMediaControlRoutes(app: FastifyInstance, control: OpenMediaControl): void {
	app.get('/workitems', async () => control.list());
	settingsRoutes(app, '/workitems/settings', control, schemas.settings);
}
