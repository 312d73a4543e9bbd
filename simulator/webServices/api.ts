import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AccessCheck, Credential, People } from '../core/access';
import type { SimulatedApi, SimulatorContext } from '../core/api';
import { ApiError } from '../core/errors';
import { noQuery } from '../core/jsonSchema';
import type { Upload } from '../core/upload';
import { AgentAccess } from './access';
import { Attachments } from './attachments';
import { Desk, viewOf } from './desk';
import { errorBody, Refusal } from './errors';
import {
	OPERATION_NAMES,
	type Attachment,
	type NewEmail,
	type StoredInteraction,
	type WebServicesSettings,
} from './model';
import { webServicesConfig, type WebServicesConfig, type WebServicesOptions } from './options';
import { SAMPLE_EMAILS } from './samples';
import * as schemas from './schemas';

type OfInteraction = { Params: { id: string } };
type OfAttachment = { Params: { id: string; documentId: string } };

/** Tells the CometD sessions of one agent; answers how many there are. */
export type PublishTo = (agent: string, channel: string, data: unknown) => number;

/** What the API is given by the simulator. */
export interface WebServicesParts {
	key: Credential;
	people: People;
	publishTo: PublishTo;
	/** Whether e-mails wait at the start. */
	samples: boolean;
}

/** Web Services, e-mail channel: the inbox of an agent, `/api/v2/me/interactions`. */
export class WebServicesApi implements SimulatedApi {
	readonly access: AccessCheck;
	readonly desk: Desk;
	readonly attachments: Attachments;
	/** Who may listen to the notifications. */
	readonly notificationsAccess: AccessCheck;
	private readonly config: WebServicesConfig;
	private readonly door: AgentAccess;
	private current: WebServicesSettings;

	constructor(
		context: SimulatorContext,
		private readonly parts: WebServicesParts,
		options?: WebServicesOptions,
	) {
		this.config = webServicesConfig(options);
		this.current = this.config.settings;
		const { key, people, publishTo } = parts;
		const ids = (of: string) => () => context.random(`web-services-${of}`);
		const settings = () => this.current;
		this.door = new AgentAccess(ids('csrf'), people, key, settings, this.config.basePath || '/');
		this.access = (...call) => this.door.check(...call);
		this.notificationsAccess = (...call) => this.door.checkNotifications(...call);
		this.attachments = new Attachments(ids('attachments'));
		this.desk = new Desk(ids('interactions'), people, settings, (agent, message) =>
			publishTo(agent, this.current.channel, message),
		);
		this.addSamples();
	}

	/** Where CometD clients connect. */
	get notificationsPath(): string {
		return this.config.notificationsPath;
	}

	/** Where the interactions are. */
	get path(): string {
		return `${this.config.basePath}/me/interactions`;
	}

	settings(): WebServicesSettings {
		return structuredClone(this.current);
	}

	/** A change of the channel holds for subscriptions from now on. */
	set(changes: Partial<WebServicesSettings>): WebServicesSettings {
		this.current = { ...this.current, ...changes };
		return this.settings();
	}

	/** An e-mail arrives, and an agent is invited to it. @throws ApiError 404 unknown agent */
	async addEmail(newEmail: NewEmail = {}): Promise<StoredInteraction> {
		const { agent = this.parts.people.names()[0], attachments = [], ...email } = newEmail;
		this.desk.mustBeAgent(agent);
		const interaction = this.desk.receive(email);
		for (const one of attachments) await this.attachments.add(interaction.id, one);
		return this.desk.invite(interaction.id, agent);
	}

	/** Offers what waits in a queue to an agent. @throws ApiError 404 or 409 */
	invite(id: string, agent: string): StoredInteraction {
		return this.desk.invite(id, agent);
	}

	/** CSRF tokens of an agent, or of all, are no longer valid. @returns how many there were */
	expireCsrf({ agent }: { agent?: string } = {}): number {
		return this.door.expire(agent);
	}

	/** No notification is due any more. */
	stop(): void {
		this.desk.stop();
	}

	/** To be called when no connection is open any more: nothing is left on disk. */
	async close(): Promise<void> {
		this.stop();
		await this.attachments.close();
	}

	async reset(): Promise<void> {
		this.desk.reset();
		this.door.reset();
		await this.attachments.reset();
		this.addSamples();
	}

	routes(app: FastifyInstance): void {
		const schema = { querystring: noQuery };
		for (const url of [this.path, `${this.path}/`]) {
			app.get(url, { schema }, async (request) => ({
				statusCode: 0,
				interactions: this.desk.openOf(agentOf(request)).map((one) => this.view(one)),
			}));
			app.post<{ Body: schemas.CreateBody }>(
				url,
				{ schema: { ...schema, body: schemas.createBody }, attachValidation: true },
				async (request) => {
					this.checkBody(request, 'Create');
					this.desk.create(agentOf(request), request.body);
					return { status: 'ok' };
				},
			);
		}
		app.get(`${this.config.basePath}/me`, { schema }, async (request) => ({
			statusCode: 0,
			user: userOf(agentOf(request)),
		}));
		const one = `${this.path}/:id`;
		app.get<OfInteraction>(one, { schema }, async (request) => ({
			statusCode: 0,
			interaction: this.view(this.find(request)),
		}));
		app.post<OfInteraction & { Body: schemas.OperationBody }>(
			one,
			{ schema: { ...schema, body: schemas.operationBody }, attachValidation: true },
			async (request) => {
				this.checkBody(request, OPERATION_NAMES.join(', '));
				const { params, body } = request;
				return { status: 'ok', ...this.desk.perform(agentOf(request), params.id, body) };
			},
		);
		this.attachmentRoutes(app, `${one}/attachments`);
		// Genesys Cloud, which is below the same path, has an answer of its own for what is unknown.
		app.all(`${this.path}/*`, { config: { raw: true } }, async () => {
			throw new ApiError(404, 'Not Found', 'There is no such resource or method');
		});
	}

	errorBody(error: ApiError): unknown {
		return errorBody(error);
	}

	private attachmentRoutes(app: FastifyInstance, path: string): void {
		const options = { config: { raw: true }, schema: { querystring: noQuery } };
		app.get<OfAttachment>(`${path}/:documentId`, options, async (request, reply) => {
			const { id } = this.find(request);
			const { about, content } = this.attachments.open(id, request.params.documentId);
			return await sendFile(reply, about, content);
		});
		app.delete<OfAttachment>(`${path}/:documentId`, options, async (request) => {
			await this.attachments.delete(this.findDraft(request).id, request.params.documentId);
			return { statusCode: 0 };
		});
		void app.register(async (upload) => {
			// This body is not read into memory.
			upload.removeAllContentTypeParsers();
			upload.addContentTypeParser('*', async (request: FastifyRequest) => {
				const received = await this.attachments.receive(request.raw);
				request.keptBytes = received.bytes;
				return received;
			});
			// What was kept has left the upload by now.
			const clean = async ({ body }: FastifyRequest) =>
				await (body ? this.attachments.discard(body as Upload) : undefined);
			upload.addHook('onRequest', async (request, reply) => {
				reply.raw.once('close', () => void clean(request));
			});
			upload.post<OfInteraction>(path, options, async (request) => {
				const interaction = this.findDraft(request);
				const received = request.body as Upload | undefined;
				if (!received) throw new ApiError(415, 'Content-Type must be multipart/form-data');
				const { problem } = received;
				if (problem) throw new ApiError(problem.status, problem.message);
				const [file] = received.files;
				received.files = [];
				const { documentId } = this.attachments.keep(interaction.id, file);
				return { statusCode: 0, documentId };
			});
		});
	}

	/** What does not fit is refused as an operation is. */
	private checkBody(request: FastifyRequest, operations: string): void {
		const { validationError } = request;
		if (!validationError) return;
		const name = (request.body as { operationName?: unknown } | null | undefined)?.operationName;
		const [problem] = validationError.validation;
		const unknown = problem.params.additionalProperty;
		const reason = /operationName/.test(validationError.message)
			? `There is no operation ${JSON.stringify(name)} here. Operations: ${operations}`
			: `${validationError.message}${unknown === undefined ? '' : `: ${unknown}`}`;
		throw new Refusal(400, reason, this.current.refusals);
	}

	/** @throws ApiError 404 when the agent does not have it */
	private find(request: FastifyRequest): StoredInteraction {
		const { id } = request.params as OfInteraction['Params'];
		const found = this.desk.find(agentOf(request), id);
		if (found) return found;
		throw new ApiError(404, 'Not Found', `There is no open interaction ${id}`);
	}

	/** @throws ApiError 404, or 409 when the e-mail is not being written */
	private findDraft(request: FastifyRequest): StoredInteraction {
		const found = this.find(request);
		if (found.state === 'ReplyCreated') return found;
		throw new ApiError(
			409,
			'Conflict',
			`Attachments of interaction ${found.id} cannot change in state ${found.state}, only in ReplyCreated`,
		);
	}

	/** What a notification says of it, and its attachments, which no notification names. */
	private view(interaction: StoredInteraction) {
		const attachments = this.attachments.of(interaction.id);
		return { ...viewOf(interaction, interaction.state), attachments };
	}

	private addSamples(): void {
		if (!this.parts.samples) return;
		const [agent] = this.parts.people.names();
		for (const email of SAMPLE_EMAILS) this.desk.invite(this.desk.receive(email).id, agent);
	}
}

function agentOf({ agentName }: FastifyRequest): string {
	if (agentName === undefined) throw new ApiError(401, 'Unauthorized');
	return agentName;
}

/** What `/me` says of the agent. */
const userOf = (userName: string) => ({
	...{ id: userName, userName, roles: ['ROLE_AGENT'], enabled: true },
	path: `/users/${encodeURIComponent(userName)}`,
});

type Content = ReturnType<Attachments['open']>['content'];

async function sendFile(reply: FastifyReply, about: Attachment, content: Content) {
	return await reply
		.header('content-type', about.mimeType)
		.header('content-length', about.length)
		.header(
			'content-disposition',
			`attachment; filename*=UTF-8''${encodeURIComponent(about.filename)}`,
		)
		.send(content);
}
