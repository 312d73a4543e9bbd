import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AccessCheck } from '../core/access';
import type { SimulatedApi, SimulatorContext } from '../core/api';
import { parseJson } from '../core/body';
import type { ApiError } from '../core/errors';
import type { Delivery, DeliveryAttempt, DeliveryOptions, Redelivery } from '../webhooks/model';
import { CloudAccess } from './access';
import {
	checkBody,
	checkQuery,
	errorCode,
	OPERATIONS,
	type Mismatch,
	type Operation,
} from './contract';
import { Conversations } from './conversations';
import { Directory, type Integration } from './directory';
import { CloudError, errorBody, notFound } from './errors';
import type { CloudClient } from './login/options';
import type { CloudTokens } from './login/tokens';
import type { CloudUser } from './login/users';
import { lookupRoutes } from './lookups';
import { CloudMediaStore } from './mediaStore';
import type {
	CloudSettings,
	Conversation,
	EmailContent,
	Media,
	NewParticipant,
	StoredMessage,
} from './model';
import { HANDLERS } from './operations';
import type { Call, Organization } from './operations/call';
import { OutboundWebhooks } from './outbound';
import { cloudSettings, type CloudOptions } from './options';
import { ApiUsage } from './usage';

const CORRELATION = 'inin-correlation-id';

/** A conversation that a test puts in place. */
export interface NewConversation {
	media: Media;
	/** Who is in it; a customer and an agent unless told. */
	participants?: NewParticipant[];
	subject?: string;
	messengerType?: Conversation['messengerType'];
	customerAddress?: string;
	ownAddress?: string;
}

/** What a test lets the webhook of an integration get. */
export interface NewDelivery extends Omit<DeliveryOptions, 'secret'> {
	integrationId: string;
	message: { id?: string } & Record<string, unknown>;
}

/** Conversations API of Genesys Cloud and its look-ups, `/api/v2`; the contract says what each takes. */
export class CloudApi implements SimulatedApi {
	readonly access: AccessCheck;
	private readonly door: CloudAccess;
	private current: CloudSettings;
	private organization!: Organization;
	private readonly media: CloudMediaStore;
	private readonly webhooks: OutboundWebhooks;

	constructor(
		private readonly context: SimulatorContext,
		tokens: CloudTokens,
		private readonly users: CloudUser[],
		private readonly clients: CloudClient[],
		options: CloudOptions = {},
	) {
		this.current = cloudSettings(options);
		this.door = new CloudAccess(tokens, () => this.current);
		this.access = (request, reply) => this.door.check(request, reply);
		this.media = new CloudMediaStore(context.url);
		this.webhooks = new OutboundWebhooks(context.random, () => this.current);
		this.organize();
	}

	async reset(): Promise<void> {
		await this.webhooks.stop();
		this.organize();
	}

	/** Gives up the webhooks under way, and returns when nothing of them is left. */
	async stop(): Promise<void> {
		await this.webhooks.stop();
	}

	/** The organization as it is before its first conversation. */
	private organize(): void {
		const { random } = this.context;
		const directory = new Directory(random, this.users, this.clients);
		this.media.reset();
		this.door.reset();
		this.organization = {
			directory,
			conversations: new Conversations(
				random,
				directory,
				() => this.current,
				(message, { integrationId }) => this.tell(message, integrationId ?? message.fromAddress),
			),
			media: this.media,
			meetings: new Map(),
			usage: new ApiUsage(),
		};
	}

	settings(): CloudSettings {
		return structuredClone(this.current);
	}

	set(changes: Partial<CloudSettings>): CloudSettings {
		this.current = { ...this.current, ...changes };
		return this.settings();
	}

	/** Users, queues, wrap-up codes, languages, skills, flows, groups, divisions, integrations, OAuth clients and data actions. */
	directory() {
		const { users, ...rest } = structuredClone({ ...this.organization.directory });
		return { ...rest, users: users.map(({ id, name, email }) => ({ id, name, email })) };
	}

	/** Every conversation with its messages, oldest first. */
	conversations(): Conversation[] {
		return structuredClone(this.organization.conversations.list());
	}

	/** Puts a conversation in place that no operation makes: a video, cobrowse, social or internal one. */
	addConversation({ media, participants, ...more }: NewConversation): Conversation {
		const { conversations, directory } = this.organization;
		const conversation = conversations.create(media, more);
		const [{ id: userId, name, email: address }] = directory.users;
		const both: NewParticipant[] = participants ?? [
			{ purpose: 'customer', address: more.customerAddress },
			{ purpose: 'agent', userId, name, address },
		];
		for (const one of both) conversations.join(conversation, one);
		return structuredClone(conversation);
	}

	/** An e-mail arrives in a conversation; its attachments get ids. */
	addEmail(conversationId: string, email: EmailContent) {
		const { conversations } = this.organization;
		const conversation = conversations.find(conversationId, 'email');
		return structuredClone(conversations.addEmail(conversation, email, 'inbound'));
	}

	/** An open messaging integration of the name, whose conversations go to the first queue. */
	addIntegration(integration: Partial<Integration> & { name: string }): Integration {
		const { conversations, directory } = this.organization;
		const added: Integration = {
			id: conversations.newId(),
			messengerType: 'open',
			queueId: directory.queues[0].id,
			webhookUrl: '',
			webhookSecret: '',
			...integration,
		};
		directory.integrations.push(added);
		return structuredClone(added);
	}

	/** Files that were uploaded or wait to be, without their bytes. */
	uploads() {
		return this.media
			.list()
			.map(({ content, ...upload }) => ({ ...upload, bytes: content?.length ?? 0 }));
	}

	/** What the webhooks of integrations got, once nothing is under way any more if `settled`. */
	async deliveries({ settled = false } = {}) {
		if (settled) await this.webhooks.settled();
		return this.webhooks.deliveries();
	}

	/**
	 * Sends the webhook of an integration what no operation makes: rich content, receipts, typing. With `copies`, that many
	 * at once. Resolves when it is accepted or given up.
	 */
	async deliver({ integrationId, message, ...options }: NewDelivery): Promise<Delivery> {
		const { integrations } = this.organization.directory;
		const integration = integrations.find(({ id }) => id === integrationId);
		if (!integration) throw notFound('integration', integrationId);
		return await this.webhooks.deliver(integration, message, options);
	}

	/** Sends a delivery again, by the ID of its message, whatever was answered before. */
	async redeliver(id: string, redelivery: Redelivery = {}): Promise<DeliveryAttempt[]> {
		return await this.webhooks.redeliver(id, redelivery);
	}

	/** Requests to the storage of files that carried a credential. */
	violations() {
		return this.media.violations();
	}

	routes(app: FastifyInstance): void {
		app.addHook('onRequest', async (_request, reply) => {
			reply.header(CORRELATION, randomUUID());
		});
		app.addHook('onResponse', async (request, reply) => {
			this.organization.usage.count(request, reply.statusCode);
		});
		lookupRoutes(app, this.live());
		for (const operation of OPERATIONS) {
			if (HANDLERS[operation.id]) this.route(app, operation);
		}
		app.all('/api/v2/*', { config: { raw: true } }, async ({ method, url }) => {
			throw notFound('operation', `${method} ${url}`);
		});
		this.media.routes(app);
	}

	errorBody(error: ApiError, reply: FastifyReply): unknown {
		return errorBody(error, String(reply.getHeader(CORRELATION)));
	}

	private tell(message: StoredMessage, integrationId: string): void {
		const { integrations } = this.organization.directory;
		const found = integrations.find(({ id }) => id === integrationId);
		if (found?.messengerType === 'open') this.webhooks.send(found, message);
	}

	/** The organization of the moment, for routes that outlive a reset. */
	private live(): Organization {
		const now = () => this.organization;
		return {
			get directory() {
				return now().directory;
			},
			get conversations() {
				return now().conversations;
			},
			get media() {
				return now().media;
			},
			get meetings() {
				return now().meetings;
			},
			get usage() {
				return now().usage;
			},
		};
	}

	private route(app: FastifyInstance, operation: Operation): void {
		const { method, path, success, scopes, permissions, caller, errors } = operation;
		const status = Number(Object.keys(success)[0]);
		app.route({
			method,
			url: path.replace(/\{(\w+)\}/g, ':$1'),
			config: { raw: true, cloud: { scopes, permissions, caller, errors } },
			handler: async (request, reply) => {
				const call = readCall(operation, request);
				const answer = HANDLERS[operation.id](call, this.organization);
				reply.code(status);
				// A text is JSON too.
				if (typeof answer === 'string') {
					return reply.type('application/json').send(JSON.stringify(answer));
				}
				return reply.send(success[status] === null ? undefined : answer);
			},
		});
	}
}

/** @throws CloudError 415 or 400 when the contract does not allow it */
function readCall(operation: Operation, request: FastifyRequest): Call {
	const { cloudIdentity } = request;
	const query = { ...(request.query as object) };
	refuse(operation, checkQuery(operation, query), 'invalid.query.param.value');
	return {
		params: request.params as Call['params'],
		query,
		body: operation.body ? readBody(operation, operation.body, request) : undefined,
		userId: cloudIdentity?.kind === 'user' ? cloudIdentity.userId : undefined,
	};
}

function readBody(operation: Operation, definition: string, request: FastifyRequest): unknown {
	const bytes = request.body as Buffer | undefined;
	const type = request.headers['content-type'] ?? '';
	if (bytes?.length && !/^application\/json\s*(;|$)/i.test(type)) {
		throw new CloudError(415, 'unsupported.media.type', 'Content-Type must be application/json.');
	}
	const body = parseJson(request);
	if (body === undefined && !operation.bodyRequired) return undefined;
	refuse(
		operation,
		body === undefined ? [NO_BODY] : checkBody(definition, body),
		'constraint.validation',
	);
	return body;
}

const NO_BODY: Mismatch = { field: '', message: 'must have a body' };

/** One error for all that does not fit; the code is one that the operation has. */
function refuse(operation: Operation, mismatches: Mismatch[], code: string): void {
	if (mismatches.length === 0) return;
	const used =
		errorCode(operation, 400, code, 'constraint.validation', 'invalid.value') ?? 'bad.request';
	const reasons = mismatches.map(({ field, message }) => (field ? `${field} ${message}` : message));
	throw new CloudError(400, used, 'The request does not fit: {reasons}.', {
		params: { reasons: reasons.join('; ') },
		details: mismatches.map(({ field }) => ({ errorCode: used, fieldName: field })),
	});
}
