import type { Faker } from '@faker-js/faker';
import type { FastifyInstance } from 'fastify';
import { all, type AccessCheck, type Credentials } from '../core/access';
import type { SimulatedApi, SimulatorContext } from '../core/api';
import { ApiError } from '../core/errors';
import { noQuery } from '../core/jsonSchema';
import type { OpenMediaSettings, Properties, StopReason, Workitem } from './model';
import { openMediaConfig, type OpenMediaOptions } from './options';
import * as schemas from './schemas';

interface CreateBody {
	data: Partial<Pick<Workitem, 'externalId' | 'parentInteractionId' | 'receivedAt' | 'userData'>>;
}

interface UpdateBody {
	data: {
		changedProperties?: Properties;
		addedProperties?: Properties;
		deletedProperties?: string[];
	};
}

/** `reference` is an interaction id, or `ext_` and an external id; URL-decoded by the router. */
interface WorkitemParams {
	service: string;
	reference: string;
}

const PATH = '/nexus/v3/openmedia/:service/interactions';

/** Openmedia API, `/nexus/v3/openmedia`: status codes are numbers here, 0 when all went well. */
export class OpenMediaApi implements SimulatedApi {
	readonly access: AccessCheck;
	private workitems: Workitem[] = [];
	private byId = new Map<string, Workitem>();
	/** The newest workitem of an external id, by `service/externalId`. */
	private byExternalId = new Map<string, Workitem>();
	private ids!: Faker;
	/** Names that exist; every other one answers 404. */
	private readonly services: string[];
	private current: OpenMediaSettings;

	constructor(
		private readonly context: SimulatorContext,
		{ key, token }: Credentials,
		options?: OpenMediaOptions,
	) {
		this.access = all(key.required, token.optional);
		const { services, settings } = openMediaConfig(options);
		this.services = services;
		this.current = settings;
		this.reset();
	}

	reset(): void {
		this.ids = this.context.random('openmedia');
		this.workitems = [];
		this.byId.clear();
		this.byExternalId.clear();
	}

	settings(): OpenMediaSettings {
		return { ...this.current };
	}

	set(changes: Partial<OpenMediaSettings>): OpenMediaSettings {
		this.current = { ...this.current, ...changes };
		return this.settings();
	}

	/** Every workitem, stopped ones too, oldest first. */
	list(): Workitem[] {
		return structuredClone(this.workitems);
	}

	routes(app: FastifyInstance): void {
		app.post<{ Params: { service: string }; Body: CreateBody }>(
			PATH,
			{ schema: { body: schemas.createBody, querystring: noQuery } },
			async ({ params, body }) => success(this.create(params.service, body.data)),
		);

		app.get<{ Params: WorkitemParams }>(
			`${PATH}/:reference`,
			{ schema: { querystring: noQuery } },
			async ({ params }) => success(this.find(params)),
		);

		app.post<{ Params: WorkitemParams; Body: UpdateBody }>(
			`${PATH}/:reference/update`,
			{ schema: { body: schemas.updateBody, querystring: noQuery } },
			async ({ params, body }) => success(this.update(this.findOpen(params), body.data)),
		);

		app.post<{ Params: WorkitemParams; Body?: { data?: StopReason } }>(
			`${PATH}/:reference/stop`,
			{ schema: { body: schemas.stopBody, querystring: noQuery } },
			async ({ params, body }) => {
				const workitem = this.findOpen(params);
				workitem.status = 'stopped';
				workitem.stopReason = body?.data ?? {};
				return success(workitem);
			},
		);
	}

	/** The document leaves the shape open: the status object that these APIs share, with the HTTP status. */
	errorBody({ status, message, detail }: ApiError): unknown {
		return { status: { code: status, message, detail } };
	}

	private create(service: string, data: CreateBody['data']): Workitem {
		this.checkService(service);
		const externalId = data.externalId ?? null;
		const key = `${service}/${externalId}`;
		if (externalId !== null && this.byExternalId.get(key)?.status === 'open') {
			throw new ApiError(409, 'Resource already exists', `External id ${externalId} is in use`);
		}
		const workitem: Workitem = {
			id: this.ids.string.uuid(),
			openMediaService: service,
			status: 'open',
			externalId,
			parentInteractionId: data.parentInteractionId ?? null,
			receivedAt: data.receivedAt ?? new Date().toISOString(),
			userData: data.userData ?? {},
			stopReason: null,
		};
		this.workitems.push(workitem);
		this.byId.set(workitem.id, workitem);
		if (externalId !== null) this.byExternalId.set(key, workitem);
		return workitem;
	}

	private find({ service, reference }: WorkitemParams): Workitem {
		this.checkService(service);
		const workitem = reference.startsWith('ext_')
			? this.byExternalId.get(`${service}/${reference.slice('ext_'.length)}`)
			: this.byId.get(reference);
		if (workitem?.openMediaService !== service) {
			throw new ApiError(404, 'Resource is not found', `No interaction ${reference} in ${service}`);
		}
		return workitem;
	}

	/** A stopped workitem can still be read, but there is nothing left to update or stop: 404. */
	private findOpen(params: WorkitemParams): Workitem {
		const workitem = this.find(params);
		if (workitem.status === 'stopped') {
			throw new ApiError(404, 'Resource is not found', `Interaction ${workitem.id} is stopped`);
		}
		return workitem;
	}

	private update(workitem: Workitem, data: UpdateBody['data']): Workitem {
		const { changedProperties = {}, addedProperties = {}, deletedProperties = [] } = data;
		const changed = Object.keys(changedProperties);
		const added = Object.keys(addedProperties);
		const all = [...changed, ...added, ...new Set(deletedProperties)];
		refuse(
			all.filter((name, index) => all.indexOf(name) < index),
			'is in two lists',
		);
		const { mismatchedProperties } = this.current;
		const isThere = (name: string) => Object.hasOwn(workitem.userData, name);
		if (mismatchedProperties === 'refuse') {
			refuse(
				changed.filter((name) => !isThere(name)),
				'is to be changed and does not exist',
			);
			refuse(added.filter(isThere), 'is to be added and exists');
		}
		const isSet = mismatchedProperties === 'set';
		const entries = [
			...Object.entries(workitem.userData).filter(([name]) => !deletedProperties.includes(name)),
			...Object.entries(changedProperties).filter(([name]) => isSet || isThere(name)),
			...Object.entries(addedProperties).filter(([name]) => isSet || !isThere(name)),
		];
		// Object.fromEntries and not assignment: a property may be called __proto__.
		workitem.userData = Object.fromEntries(entries);
		return workitem;
	}

	private checkService(service: string): void {
		if (!this.services.includes(service)) {
			throw new ApiError(404, 'Resource is not found', `No open media service ${service}`);
		}
	}
}

/** @throws ApiError 400 when there is such a property */
function refuse([name]: string[], reason: string): void {
	if (name === undefined) return;
	throw new ApiError(400, 'Invalid request parameters provided', `Property ${name} ${reason}`);
}

function success(data: Workitem) {
	return { status: { code: 0, message: 'OK' }, data };
}
