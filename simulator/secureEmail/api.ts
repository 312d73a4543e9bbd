import type { Faker } from '@faker-js/faker';
import type { FastifyInstance } from 'fastify';
import { all, type AccessCheck, type Credentials } from '../core/access';
import type { SimulatedApi, SimulatorContext } from '../core/api';
import { ApiError } from '../core/errors';
import { noQuery } from '../core/jsonSchema';
import type { MailStatus, NewMail, Notify, SecureEmailSettings, SecureMail } from './model';
import { sampleMails } from './samples';
import * as schemas from './schemas';

interface ListQuery {
	address: string;
	status: MailStatus | 'all';
	index: string;
	count: string;
	securebox?: string;
}

const NOT_FOUND = 'Entity with specified ID not found.';

/** Secure Email API, `/nexus/v3/securemail`: status codes are words here, SUCCESS when all went well. */
export class SecureEmailApi implements SimulatedApi {
	readonly access: AccessCheck;
	private mails = new Map<string, SecureMail>();
	private ids!: Faker;
	private references!: Faker;
	private current: SecureEmailSettings = { unknownAddress: 'empty' };

	/** @param samples whether there are a few mails from the start */
	constructor(
		private readonly context: SimulatorContext,
		{ key, token }: Credentials,
		private readonly notify: Notify,
		private readonly samples = true,
	) {
		this.access = all(key.required, token.optional);
		this.reset();
	}

	reset(): void {
		this.ids = this.context.random('securemail');
		this.references = this.context.random('securemail-references');
		this.mails.clear();
		if (!this.samples) return;
		for (const mail of sampleMails(this.context.random('securemail-samples'))) this.add(mail);
	}

	settings(): SecureEmailSettings {
		return { ...this.current };
	}

	set(changes: Partial<SecureEmailSettings>): SecureEmailSettings {
		this.current = { ...this.current, ...changes };
		return this.settings();
	}

	/** Every mail, deleted ones too, oldest first. */
	list(): SecureMail[] {
		return structuredClone([...this.mails.values()]);
	}

	/** Puts a mail in place without telling anybody: no STARTED event. One that is read counts as finished. */
	add(mail: NewMail): SecureMail {
		return structuredClone(this.keep(mail));
	}

	routes(app: FastifyInstance): void {
		app.get<{ Querystring: ListQuery }>(
			'/nexus/v3/securemail',
			{ schema: { querystring: schemas.listQuery } },
			async ({ query }) => {
				const from = Number(query.index);
				const page = this.matching(query).slice(from, from + Number(query.count));
				return { ...this.success(), data: page.map(summary) };
			},
		);

		app.post<{
			Querystring: { securebox?: string };
			Body: { data: Record<string, unknown>; operationId?: string };
		}>(
			'/nexus/v3/securemail',
			{ schema: { querystring: schemas.sendQuery, body: schemas.sendBody } },
			async ({ query, body }) => {
				const address = body.data.address ?? body.data.from;
				if (typeof address !== 'string' || !address.includes('@')) {
					throw new ApiError(400, 'Invalid request parameters provided.', schemas.NO_ADDRESS);
				}
				const mail = this.keep({ address, data: body.data, securebox: query.securebox });
				const entity = this.entity(mail);
				this.notify('STARTED', entity);
				return {
					...this.success(body.operationId),
					secureMailId: mail.id,
					selfUri: entity.selfUri,
				};
			},
		);

		app.get<{ Querystring: ListQuery }>(
			'/nexus/v3/securemail/count',
			{ schema: { querystring: schemas.countQuery } },
			async ({ query }) => ({
				...this.success(),
				data: { count: this.matching(query).length },
			}),
		);

		app.get<{ Params: { id: string }; Querystring: { read?: 'true' | 'false' } }>(
			'/nexus/v3/securemail/:id',
			{ schema: { querystring: schemas.getQuery } },
			async ({ params, query }) => {
				const mail = this.find(params.id);
				if (query.read === 'true') this.markRead(mail);
				return { ...this.success(), secureMail: view(mail) };
			},
		);

		app.delete<{ Params: { id: string }; Querystring: { remove: string } }>(
			'/nexus/v3/securemail/:id',
			{ schema: { querystring: schemas.deleteQuery } },
			async ({ params, query }) => {
				const mail = this.find(params.id);
				if (query.remove === 'purge') this.mails.delete(mail.id);
				else if (query.remove === 'delete') mail.deleted = true;
				else this.markRead(mail);
				this.finish(mail);
				return { ...this.success(), secureMail: view(mail) };
			},
		);

		app.get<{ Params: { id: string } }>(
			'/nexus/v3/securemail/:id/userdata',
			{ schema: { querystring: noQuery } },
			async ({ params }) => ({ ...this.success(), data: this.find(params.id).data }),
		);
	}

	/** 400 is INVALID_PARAMETER; the document has no word for "not found", so the rest is FAILURE. */
	errorBody({ status, message, detail }: ApiError): unknown {
		const code = status === 400 ? 'INVALID_PARAMETER' : 'FAILURE';
		return { ...this.correlation(), status: { code, message, detail } };
	}

	private keep(mail: NewMail): SecureMail {
		const direction = mail.direction ?? 'inbound';
		const status = mail.status ?? 'unread';
		const kept: SecureMail = {
			id: this.ids.string.uuid(),
			address: mail.address,
			securebox: mail.securebox ?? null,
			direction,
			status,
			receivedAt: mail.receivedAt ?? new Date().toISOString(),
			deleted: false,
			finished: status === 'read' || direction === 'outbound',
			data: mail.data ?? { address: mail.address },
		};
		this.mails.set(kept.id, kept);
		return kept;
	}

	private correlation(operationId?: string) {
		return {
			referenceId: this.references.string.uuid(),
			operationId: operationId ?? this.references.string.uuid(),
		};
	}

	private success(operationId?: string) {
		return {
			...this.correlation(operationId),
			status: { code: 'SUCCESS', message: 'OK', detail: '' },
		};
	}

	private find(id: string): SecureMail {
		const mail = this.mails.get(id);
		if (mail) return mail;
		throw new ApiError(404, NOT_FOUND, `No secure mail ${id}`);
	}

	/** Without a securebox only mail outside any of them: the boxes are independent of each other. */
	private matching({ address, status, securebox }: ListQuery): SecureMail[] {
		const wanted = address.toLowerCase();
		const own = [...this.mails.values()].filter((mail) => mail.address.toLowerCase() === wanted);
		if (own.length === 0 && this.current.unknownAddress === 'notFound') {
			throw new ApiError(404, NOT_FOUND, `Nobody has the address ${address}`);
		}
		return own.filter(
			(mail) =>
				!mail.deleted &&
				mail.securebox === (securebox ?? null) &&
				(status === 'all' || mail.status === status),
		);
	}

	private markRead(mail: SecureMail): void {
		mail.status = 'read';
		this.finish(mail);
	}

	private finish(mail: SecureMail): void {
		if (mail.finished) return;
		mail.finished = true;
		this.notify('FINISHED', this.entity(mail));
	}

	private entity({ id }: SecureMail): Parameters<Notify>[1] {
		return {
			id,
			mediaType: 'email',
			interactionSubtype: 'InboundNew',
			selfUri: `${this.context.url()}/nexus/v3/securemail/${id}`,
		};
	}
}

/** What the API shows of a mail: the posted fields, and the simulator's own over them. */
function view({ data, id, status, direction, securebox, receivedAt }: SecureMail) {
	return { ...data, id, status, direction, securebox, receivedAt };
}

/** What is shown of a mail that is asked for by its id only. */
const CONTENT = ['text', 'attachments'];

/** What a list shows of a mail. */
const summary = (mail: SecureMail) =>
	Object.fromEntries(Object.entries(view(mail)).filter(([name]) => !CONTENT.includes(name)));
