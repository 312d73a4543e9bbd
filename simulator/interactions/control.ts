import type { FastifyInstance } from 'fastify';
import { expose, settingsRoutes } from '../core/control';
import type { Redelivery } from '../webhooks/model';
import { redelivery } from '../webhooks/schemas';
import type { Chat, CustomDelivery } from './model';
import * as schemas from './schemas';
import type { InteractionsWebhook } from './webhook';

/** What a test does with chats and the webhook; the routes `/_simulator/chats` and `/webhook` do the same. */
export function interactionsControl(webhook: InteractionsWebhook) {
	return {
		chats: {
			start: (chat?: Parameters<InteractionsWebhook['startChat']>[0]) => webhook.startChat(chat),
			finish: (id: string) => webhook.finishChat(id),
			list: () => webhook.listChats(),
		},
		webhook: expose(
			webhook,
			'settings',
			'set',
			'send',
			'redeliver',
			'settled',
			'deliveries',
			'clearDeliveries',
		),
	};
}

export type InteractionsControl = ReturnType<typeof interactionsControl>;

/** Adds the control routes of chats and the webhook. */
export function interactionsControlRoutes(
	app: FastifyInstance,
	{ chats, webhook }: InteractionsControl,
): void {
	app.get('/chats', async () => chats.list());
	app.post<{ Body?: Pick<Partial<Chat>, 'id' | 'interactionSubtype'> }>(
		'/chats',
		{ schema: { body: schemas.chat } },
		async ({ body }) => chats.start(body ?? {}),
	);
	app.post<{ Params: { id: string } }>('/chats/:id/finish', async ({ params }) =>
		chats.finish(params.id),
	);

	settingsRoutes(app, '/webhook', webhook, schemas.settings);

	app.get<{ Querystring: { settled?: string } }>('/webhook/deliveries', async ({ query }) => {
		if (query.settled === 'true') await webhook.settled();
		return webhook.deliveries();
	});
	app.delete('/webhook/deliveries', async () => {
		webhook.clearDeliveries();
		return webhook.deliveries();
	});
	app.post<{ Body: CustomDelivery }>(
		'/webhook/deliveries',
		{ schema: { body: schemas.delivery } },
		async ({ body }) => await webhook.send(body),
	);
	app.post<{ Params: { id: string }; Body?: Redelivery }>(
		'/webhook/deliveries/:id/redeliver',
		{ schema: { body: redelivery } },
		async ({ params, body }) => await webhook.redeliver(params.id, body ?? {}),
	);
}
