import type { FastifyInstance } from 'fastify';
import type { ReleaseOrder } from './agentMessages';
import * as schemas from './controlSchemas';
import { messagingControl } from './control';
import type { MessagingApi } from './api';
import type { AgentSend, Channel, MessagingSettings } from './model';

/** Routes below `/_simulator/messaging`. */
export function messagingControlRoutes(app: FastifyInstance, api: MessagingApi): void {
	const control = messagingControl(api);

	app.get('/messaging/settings', async () => control.settings());
	app.put<{ Body: Partial<MessagingSettings> }>(
		'/messaging/settings',
		{ schema: { body: schemas.settings } },
		async ({ body }) => control.set(body),
	);
	app.get('/messaging/channels', async () => control.channels());
	app.put<{ Params: { id: string }; Body: Partial<Omit<Channel, 'id'>> }>(
		'/messaging/channels/:id',
		{ schema: { body: schemas.channel } },
		async ({ params, body }) => control.setChannel(params.id, body),
	);

	app.get<{ Querystring: { channelId?: string } }>('/messaging/inbound', async ({ query }) =>
		control.inbound(query.channelId),
	);
	app.get('/messaging/receipts', async () => control.receipts());
	app.get('/messaging/media', async () => control.media());

	app.get<{ Querystring: { settled?: string } }>('/messaging/messages', async ({ query }) => {
		if (query.settled === 'true') await control.settled();
		return control.messages();
	});
	app.post<{ Body?: AgentSend }>(
		'/messaging/messages',
		{ schema: { body: schemas.agentSend } },
		async ({ body }) => await control.sendFromAgent(body ?? {}),
	);
	app.post<{ Body?: { order?: ReleaseOrder } }>(
		'/messaging/messages/release',
		{ schema: { body: schemas.release } },
		async ({ body }) => await control.release(body?.order),
	);
	app.post<{ Params: { id: string }; Body?: { times?: number; atOnce?: boolean } }>(
		'/messaging/messages/:id/redeliver',
		{ schema: { body: schemas.redelivery } },
		async ({ params, body }) => await control.redeliver(params.id, body ?? {}),
	);
	app.get<{ Querystring: { settled?: string } }>('/messaging/deliveries', async ({ query }) => {
		if (query.settled === 'true') await control.settled();
		return control.deliveries();
	});

	app.post('/messaging/reset', async () => {
		await control.reset();
		return { message: 'Back to the start' };
	});
}
