import type { FastifyInstance } from 'fastify';
import { BACK_TO_THE_START, expose, settingsRoutes } from '../core/control';
import type { Redelivery } from '../webhooks/model';
import { redelivery } from '../webhooks/schemas';
import type { ReleaseOrder } from './agentMessages';
import type { MessagingApi } from './api';
import type { AgentSend, Channel } from './model';
import * as schemas from './schemas';

/** What a test does with messaging; the routes below `/_simulator/messaging` do the same. */
export function messagingControl(api: MessagingApi) {
	return {
		...expose(api, 'settings', 'set', 'setChannel', 'reset'),
		...expose(api.agents, 'release', 'redeliver', 'deliveries', 'settled'),
		...expose(api.inbox, 'receipts'),
		channels: () => api.channels.list(),
		/** What customers wrote, as the API took it. */
		inbound: (channelId?: string) => api.inbox.list(channelId),
		/** What agents wrote, and what became of it. */
		messages: () => api.agents.list(),
		sendFromAgent: async (send: AgentSend) => await api.agents.send(send),
		media: () => api.store.list(),
	};
}

export type MessagingControl = ReturnType<typeof messagingControl>;

/** Adds the control routes of messaging. */
export function messagingControlRoutes(app: FastifyInstance, control: MessagingControl): void {
	settingsRoutes(app, '/messaging/settings', control, schemas.settings);
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
	app.post<{ Params: { id: string }; Body?: Redelivery }>(
		'/messaging/messages/:id/redeliver',
		{ schema: { body: redelivery } },
		async ({ params, body }) => await control.redeliver(params.id, body ?? {}),
	);
	app.get<{ Querystring: { settled?: string } }>('/messaging/deliveries', async ({ query }) => {
		if (query.settled === 'true') await control.settled();
		return control.deliveries();
	});

	app.post('/messaging/reset', async () => {
		await control.reset();
		return BACK_TO_THE_START;
	});
}
