import type { FastifyInstance, FastifyReply } from 'fastify';
import { ApiError } from '../core/errors';
import { noQuery } from '../core/jsonSchema';
import type { ExportsService } from './service';
import type { Job } from './jobInfo';
import { contains, page, type Filters, type PagedResponse, type Query } from './lists';
import type { JobDefinition, JobInfo } from './model';
import * as schemas from './schemas';
import type { ExportsVersion } from './versions';

interface ById {
	Params: { id: string };
}

interface Bulk {
	Querystring: { jobIDs: string };
}

const FIELDS: Array<keyof JobInfo> = [
	...([
		'id',
		'type',
		'source',
		'title',
		'fileSplitSize',
		'fileName',
		'fileSize',
		'status',
	] as const),
	...(['createdDate', 'dateFrom', 'dateTo', 'description', 'media', 'progress'] as const),
	...(['parentId', 'exportAttachments'] as const),
];

const COMMON: Filters<JobInfo> = {
	title: (info, wanted) => contains(info.title, wanted),
	source: (info, wanted) => contains(info.source, wanted),
};

/** Jobs and history of one version. */
export function jobRoutes(
	app: FastifyInstance,
	version: ExportsVersion,
	service: ExportsService,
): void {
	const { jobs } = service;
	const byId = { schema: { querystring: noQuery, params: schemas.idParams } };
	const bulk = { schema: { querystring: schemas.namedQuery('jobIDs') } };
	const view = (info: JobInfo) => shown(version, info);
	const list = (name: 'jobs' | 'history') => ({
		schema: { querystring: schemas.listQuery(version.filters[name]) },
	});

	app.get<{ Querystring: Query }>('/export/jobs', list('jobs'), async ({ query }, reply) => {
		const filters: Filters<JobInfo> = {
			...COMMON,
			type: ofType((id) => jobs.find(id).definition),
			scheduleType: ({ id }, wanted) => contains(jobs.find(id).schedule.kind, wanted),
			suspend: ({ id }, wanted) => String(jobs.find(id).suspended) === wanted,
		};
		const infos = jobs.list().map((job) => jobs.jobInfo(job));
		return answerPage(reply, page(infos, query, filters, FIELDS), view);
	});

	app.get<{ Querystring: Query }>('/export/history', list('history'), async ({ query }, reply) => {
		const filters: Filters<JobInfo> = {
			...COMMON,
			type: ofType((id) => jobs.findRun(id).definition),
			fileName: (info, wanted) => contains(info.fileName, wanted),
			status: (info, wanted) => contains(info.status, wanted),
			jobId: ({ parentId }, wanted) => parentId === Number(wanted),
		};
		const infos = jobs.history().map((run) => jobs.runInfo(run));
		return answerPage(reply, page(infos, query, filters, FIELDS), view);
	});

	app.post<{ Body: JobDefinition }>(
		'/export/jobs',
		{ schema: { querystring: noQuery, body: schemas.jobBody(version, 'create') } },
		async ({ body }, reply) => reply.code(202).send(view(jobs.jobInfo(jobs.create(body)))),
	);
	app.put<ById & { Body: JobDefinition }>(
		'/export/jobs/:id',
		{ schema: { ...byId.schema, body: schemas.jobBody(version, 'update') } },
		async ({ params, body }) =>
			view(jobs.jobInfo(jobs.update(Number(params.id), body, version.update))),
	);
	app.get<ById>('/export/jobs/:id', byId, async ({ params }) => {
		const job = jobs.find(Number(params.id));
		if (version.jobAnswer === 'definition') return definitionOf(job);
		const { createdDate, ...info } = jobs.jobInfo(job);
		const date = version.jobAnswer === 'createdAt' ? 'createdAt' : 'createdDate';
		return view({ ...info, [date]: createdDate } as JobInfo);
	});
	app.delete<ById>('/export/jobs/:id', byId, async ({ params }, reply) => {
		jobs.delete(Number(params.id));
		return reply.code(204).send();
	});
	app.delete<Bulk>('/export/jobs', bulk, async ({ query }, reply) =>
		deleteAll(service, reply, query.jobIDs, (id) => jobs.delete(id)),
	);

	app.post<ById>('/export/jobs/cancel/:id', byId, async ({ params }, reply) => {
		jobs.cancel(Number(params.id));
		return reply.code(200).send();
	});
	for (const action of ['suspend', 'resume'] as const) {
		app.post<ById>(`/export/jobs/${action}/:id`, byId, async ({ params }) => {
			const job = jobs[action](Number(params.id));
			if (version.actionAnswer === 'jobInfo') return view(jobs.jobInfo(job));
			return { status: { code: 0, detail: {}, message: 'successful' } };
		});
	}

	app.get<ById>('/export/history/:id', byId, async ({ params }) =>
		view(jobs.runInfo(jobs.findRun(Number(params.id)))),
	);
	app.get<ById>('/export/history/:id/progress', byId, async ({ params }) => {
		const { progress, status } = jobs.runInfo(jobs.findRun(Number(params.id), 400));
		return { progress, status };
	});
	app.delete<ById>('/export/history/:id', byId, async ({ params }, reply) => {
		jobs.deleteRun(Number(params.id));
		return reply.code(204).send();
	});
	app.delete<Bulk>('/export/history', bulk, async ({ query }, reply) =>
		deleteAll(service, reply, query.jobIDs, (id) => jobs.deleteRun(id)),
	);
}

/** The kind of job (UCS, DataSync) or the data type: the documents call both `type`. */
function ofType(definition: (id: number) => JobDefinition) {
	return ({ id, type }: JobInfo, wanted: string) =>
		contains(type, wanted) || contains(definition(id).type ?? '', wanted);
}

function shown(version: ExportsVersion, { exportAttachments, ...info }: JobInfo) {
	return version.attachments ? { ...info, exportAttachments } : info;
}

/** The definition without what only v10 has. */
function definitionOf({ id, definition, suspended }: Job) {
	const { source, title, timeFrame, description, schedulerParam } = definition;
	const { type, media, fileSplitSize = definition.fileSplitSize } = definition.jobParams;
	return {
		id,
		...{ source, title, timeFrame, fileSplitSize, description, schedulerParam },
		jobParams: { fileSplitSize, type, media },
		suspended: String(suspended),
	};
}

function answerPage(
	reply: FastifyReply,
	{ items, ...rest }: PagedResponse<JobInfo>,
	view: (info: JobInfo) => unknown,
) {
	if (items.length === 0) return reply.code(204).send();
	return reply.send({ ...rest, items: items.map(view) });
}

/** 204, or 500 with what could not be deleted: unknown, or in progress. */
function deleteAll(
	service: ExportsService,
	reply: FastifyReply,
	ids: string,
	deleteOne: (id: number) => void,
) {
	const numbers = ids.split(',').map((id) => id.trim());
	if (numbers.some((id) => !/^\d{1,15}$/.test(id))) {
		throw new ApiError(400, 'Invalid request parameters provided.', 'jobIDs are numbers');
	}
	const left = [...new Set(numbers)].map(Number).filter((id) => {
		try {
			deleteOne(id);
			return false;
		} catch {
			return true;
		}
	});
	if (left.length === 0) return reply.code(204).send();
	return reply
		.code(500)
		.send(service.settings().leftAs === 'objects' ? left.map((id) => ({ id })) : left);
}
