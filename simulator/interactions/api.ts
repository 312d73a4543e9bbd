import type { FastifyInstance } from 'fastify';
import { all, type AccessCheck, type Credentials } from '../core/access';
import type { SimulatedApi } from '../core/api';
import { statusWithReason } from '../core/errors';
import { noQuery } from '../core/jsonSchema';
import type { Chat } from './model';

/** Answers the `selfUri` of a chat, `/nexus/v3/chat/sessions/{id}`, of which the documents say nothing more. */
export class ChatsApi implements SimulatedApi {
	readonly access: AccessCheck;
	readonly errorBody = statusWithReason;

	constructor(
		{ key, token }: Credentials,
		private readonly find: (id: string) => Chat,
	) {
		this.access = all(key.required, token.optional);
	}

	routes(app: FastifyInstance): void {
		app.get<{ Params: { id: string } }>(
			'/nexus/v3/chat/sessions/:id',
			{ schema: { querystring: noQuery } },
			async ({ params }) => ({ status: { code: 0, message: 'OK' }, data: this.find(params.id) }),
		);
	}

	/** The chats are those of the webhook. */
	reset(): void {}
}
