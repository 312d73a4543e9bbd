import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AccessCheck, Credentials } from '../core/access';
import type { SimulatedApi, SimulatorContext } from '../core/api';
import { parseJson } from '../core/body';
import { ApiError } from '../core/errors';
import { noQuery } from '../core/jsonSchema';
import type { Upload } from '../core/upload';
import { SignatureCheck } from '../webhooks/signature';
import { AgentMessages } from './agentMessages';
import { Channels } from './channels';
import { Inbox, type Origin, type SentMessage } from './inbox';
import { MediaStore } from './mediaStore';
import type { Channel, MessagingSettings } from './model';
import { DEFAULT_CHANNEL_SECRET, messagingConfig, type MessagingOptions } from './options';
import * as schemas from './schemas';

const CHANNEL = '/nexus/v3/channels/:channelId';
const MEDIA = `${CHANNEL}/media/:mediaId`;

declare module 'fastify' {
	interface FastifyRequest {
		/** The signature of an upload, checked as its bytes come. */
		bodyCheck?: SignatureCheck;
		messagingOrigin?: Origin;
	}
}

type OfChannel = { Params: { channelId: string } };
type OfMedia = { Params: { channelId: string; mediaId: string } };

/**
 * The Third-Party Messaging API, both ways: what customers write comes in here, what agents write goes out to
 * the webhooks of the channels.
 */
export class MessagingApi implements SimulatedApi {
	/** The key, if the settings ask for it; the signature is checked with the body. */
	readonly access: AccessCheck;
	readonly channels: Channels;
	readonly agents: AgentMessages;
	readonly inbox: Inbox;
	readonly store: MediaStore;
	private current: MessagingSettings;

	constructor(context: SimulatorContext, key: Credentials['key'], options?: MessagingOptions) {
		const { settings, channels } = messagingConfig(options);
		this.current = settings;
		this.access = (...call) => (this.current.requireApiKey ? key.required : key.optional)(...call);
		this.channels = new Channels(channels);
		this.store = new MediaStore(context);
		this.agents = new AgentMessages(context, this.channels, () => this.current);
		this.inbox = new Inbox(context, () => this.current, this.store, this.agents);
	}

	settings(): MessagingSettings {
		return structuredClone(this.current);
	}

	/** Changes the settings given; messages under way use them from their next attempt on. */
	set(changes: Partial<MessagingSettings>): MessagingSettings {
		this.current = { ...this.current, ...changes };
		this.agents.refresh();
		return this.settings();
	}

	/**
	 * Changes a channel, or adds one: unless told otherwise of type sms, with the secret `demo-channel-secret`, in the
	 * contact center of the first channel.
	 */
	setChannel(id: string, changes: Partial<Omit<Channel, 'id'>> = {}): Channel {
		const { ccid } = this.channels.get();
		const channel = this.channels.set(id, changes, {
			type: 'sms',
			secret: DEFAULT_CHANNEL_SECRET,
			previousSecret: '',
			ccid,
			webhookUrl: '',
		});
		this.agents.refresh();
		return channel;
	}

	routes(app: FastifyInstance): void {
		const common = {
			config: { raw: true },
			schema: { querystring: noQuery },
			preValidation: async (request: FastifyRequest) => this.admit(request),
		};
		const messageSchema = { ...common.schema, body: schemas.messages };
		app.post<OfChannel & { Body: { messages: SentMessage[] } }>(
			`${CHANNEL}/messages`,
			{
				...common,
				schema: messageSchema,
				preValidation: async (request) => {
					this.admit(request);
					request.body = parseJson(request) as typeof request.body;
				},
			},
			async ({ body, messagingOrigin }) => this.answer(body.messages, messagingOrigin as Origin),
		);
		app.get<OfMedia>(MEDIA, common, async ({ params }, reply) => {
			const { media, content } = this.store.open(params.channelId, params.mediaId);
			return await sendFile(reply, media, content);
		});
		app.delete<OfMedia>(MEDIA, common, async ({ params }) =>
			ok(await this.store.delete(params.channelId, params.mediaId)),
		);
		void app.register(async (upload) => this.uploadRoute(upload, common));
	}

	/** Documented as a status with code and message; the code is the HTTP status, since no other is given. */
	errorBody({ status, message, detail }: ApiError): unknown {
		return { status: { code: status, message: detail ? `${message}: ${detail}` : message } };
	}

	/** Gives up all deliveries, for good. */
	async stop(): Promise<void> {
		await this.agents.stop();
	}

	/** To be called when no connection is open any more: nothing is left on disk. */
	async close(): Promise<void> {
		await this.stop();
		await this.store.close();
	}

	/** Messages, receipts, deliveries and media go; channels and settings stay. */
	async reset(): Promise<void> {
		await this.agents.reset();
		await this.store.reset();
		this.inbox.reset();
	}

	private uploadRoute(app: FastifyInstance, common: object): void {
		// This body is not read into memory.
		app.removeAllContentTypeParsers();
		app.addContentTypeParser('*', async (request: FastifyRequest) => {
			const { channelId } = request.params as OfChannel['Params'];
			request.bodyCheck = newCheck(this.channels.find(channelId));
			const upload = await this.store.receive(request.raw, request.bodyCheck);
			request.keptBytes = upload.bytes;
			return upload;
		});
		// What was kept has left the upload by now.
		const clean = async ({ body }: FastifyRequest) =>
			await (body ? this.store.discard(body as Upload) : undefined);
		app.addHook('onSend', clean);
		// A connection that is dropped on purpose never gets to an answer.
		app.addHook('onRequest', async (request, reply) => {
			reply.raw.once('close', () => void clean(request));
		});
		app.post<OfChannel>(`${CHANNEL}/media`, common, async ({ params, body }) => {
			const upload = body as Upload | undefined;
			if (!upload) throw new ApiError(415, 'Content-Type must be multipart/form-data');
			const { status, message } = upload.problem ?? {};
			if (status) throw new ApiError(status, message ?? '');
			const [file] = upload.files;
			this.checkType(file.mimetype);
			upload.files = [];
			return ok(this.store.keep(params.channelId, file));
		});
	}

	/** @throws ApiError 404 unknown channel, 401 signature, 400 no contact center, 403 another one */
	private admit(request: FastifyRequest): void {
		const { channelId } = request.params as OfChannel['Params'];
		const channel = this.channels.get(channelId);
		const header = (name: string) => {
			const value = request.headers[name];
			return value === undefined ? undefined : String(value);
		};
		const signature = header('x-hub-signature');
		const bodiless = request.method !== 'POST' && !Buffer.isBuffer(request.body);
		let signedWith: Origin['signedWith'] = 'secret';
		if (signature !== undefined) {
			const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
			const check = request.bodyCheck ?? newCheck(channel)?.update(bytes);
			const used = check?.match(signature) ?? -1;
			if (used < 0)
				throw new ApiError(401, 'Unauthorized', 'X-Hub-Signature does not fit the body');
			if (used === 1) signedWith = 'previousSecret';
		} else if (!bodiless || this.current.emptyBodySignature === 'required') {
			throw new ApiError(401, 'Unauthorized', 'X-Hub-Signature is missing');
		}
		const ccid = header('x-ccid');
		if (!ccid) throw new ApiError(400, 'Bad Request', 'x-ccid is missing');
		if (ccid !== channel.ccid) {
			throw new ApiError(403, 'Forbidden', `The channel is not one of contact center ${ccid}`);
		}
		request.messagingOrigin = { channel, signedWith, traceId: header('x-b3-traceid') ?? null };
	}

	private answer(messages: SentMessage[], origin: Origin): unknown {
		const ids = this.inbox.receive(messages, origin);
		if (ids.length === 0) return ok();
		return ok({ ids: this.current.idsAs === 'strings' ? ids : ids.map((id) => ({ id })) });
	}

	private checkType(mimetype: string): void {
		const { mediaTypes } = this.current;
		const fits = (type: string) =>
			type.endsWith('/') ? mimetype.startsWith(type) : mimetype === type;
		if (mediaTypes.length > 0 && !mediaTypes.some(fits)) {
			throw new ApiError(415, `Unsupported media type: ${mimetype}`);
		}
	}
}

function newCheck(channel: Channel | undefined): SignatureCheck | undefined {
	if (!channel) return undefined;
	const { secret, previousSecret } = channel;
	return new SignatureCheck(previousSecret ? [secret, previousSecret] : [secret]);
}

function ok(data?: unknown) {
	return { status: { code: 0 }, ...(data === undefined ? {} : { data }) };
}

type Opened = ReturnType<MediaStore['open']>;

async function sendFile(reply: FastifyReply, media: Opened['media'], content: Opened['content']) {
	return await reply
		.header('content-type', media.mimetype)
		.header('content-length', media.length)
		.header(
			'content-disposition',
			`attachment; filename*=UTF-8''${encodeURIComponent(media.filename)}`,
		)
		.send(content);
}
