import type { FastifyInstance } from 'fastify';
import { expose } from '../core/control';
import type { OpenMediaApi } from './api';

/** What a test does with the workitems; the route `/_simulator/workitems` does the same. */
export function openMediaControl(api: OpenMediaApi) {
	return expose(api, 'list');
}

export type OpenMediaControl = ReturnType<typeof openMediaControl>;

/** Adds the control route of the Openmedia API. */
export function openMediaControlRoutes(app: FastifyInstance, control: OpenMediaControl): void {
	app.get('/workitems', async () => control.list());
}
