import type { FastifyInstance } from 'fastify';
import { BACK_TO_THE_START, expose, settingsRoutes } from '../core/control';
import type { ExportsApi } from './api';
import type { NewFile } from './files';
import type { FileMetadata, JobDefinition, JobInfo } from './model';
import { parseDate } from './schedule';
import * as schemas from './schemas';
import type { StorageFault } from './storageFaults';

/** A job as the control API shows it. */
export interface JobState extends JobInfo {
	/** As it was sent. */
	definition: JobDefinition;
	/** ISO 8601; null = no run is due. */
	nextRunAt: string | null;
}

/** What a test does with the exports; the routes below `/_simulator/exports` do the same. */
export function exportsControl({ service }: ExportsApi) {
	const { jobs, files, storage } = service;
	const end = (id: number, status: 'FAILED' | 'CANCELLED') => {
		service.catchUp();
		const info = jobs.runInfo(jobs.end(id, status));
		service.catchUp();
		return info;
	};
	return {
		...expose(service, 'settings', 'set', 'addFile', 'advance', 'setRedirect', 'reset'),
		jobs(): JobState[] {
			service.catchUp();
			return jobs.list().map((job) => ({
				...jobs.jobInfo(job),
				definition: structuredClone(job.definition),
				nextRunAt:
					job.schedule.nextAt === null ? null : new Date(job.schedule.nextAt).toISOString(),
			}));
		},
		/** Every record, oldest first. */
		history(): JobInfo[] {
			service.catchUp();
			return jobs.history().map((run) => jobs.runInfo(run));
		},
		files(): FileMetadata[] {
			service.catchUp();
			return files.list();
		},
		/** A job without a request. @param createdDate ISO 8601, also in the past; default now. @throws ApiError 400 */
		addJob(definition: JobDefinition, createdDate?: string): JobInfo {
			const at = createdDate ? parseDate('createdDate', createdDate) : undefined;
			const job = jobs.create(definition, at);
			service.catchUp();
			return jobs.jobInfo(job);
		},
		/** SHA-256 of the bytes of a file, hexadecimal. @throws ApiError 404 */
		sha256: async (name: string) => await files.sha256(name),
		/** Ends the run under way of a job, or of this history id, as FAILED. @throws ApiError 404 */
		failRun: (id: number) => end(id, 'FAILED'),
		/** The same as CANCELLED: the run alone, the schedule of the job goes on. @throws ApiError 404 */
		cancelRun: (id: number) => end(id, 'CANCELLED'),
		storage: {
			...expose(storage, 'url', 'requests', 'violations', 'clearRequests'),
			addFault: (fault: StorageFault) => storage.faults.add(fault),
			faults: () => storage.faults.list(),
			clearFaults: () => storage.faults.clear(),
		},
	};
}

export type ExportsControl = ReturnType<typeof exportsControl>;

/** Adds the control routes of the exports. */
export function exportsControlRoutes(app: FastifyInstance, control: ExportsControl): void {
	const { storage } = control;

	settingsRoutes(app, '/exports/settings', control, schemas.settings);
	app.get('/exports/jobs', async () => control.jobs());
	app.post<{ Body: JobDefinition; Querystring: { createdDate?: string } }>(
		'/exports/jobs',
		{ schema: { body: schemas.job, querystring: schemas.textQuery('createdDate') } },
		async ({ body, query }) => control.addJob(body, query.createdDate),
	);
	app.get('/exports/history', async () => control.history());
	app.get('/exports/files', async () => control.files());
	app.post<{ Body: NewFile }>(
		'/exports/files',
		{ schema: { body: schemas.file } },
		async ({ body }) => control.addFile(body),
	);
	app.get<{ Params: { name: string } }>('/exports/files/:name/sha256', async ({ params }) => ({
		sha256: await control.sha256(params.name),
	}));
	app.post<{ Body: { ms: number } }>(
		'/exports/advance',
		{ schema: { body: schemas.advance } },
		async ({ body }) => ({ now: new Date(control.advance(body.ms)).toISOString() }),
	);
	for (const [action, end] of [
		['fail', control.failRun],
		['cancel', control.cancelRun],
	] as const) {
		app.post<{ Params: { id: string } }>(
			`/exports/runs/:id/${action}`,
			{ schema: { params: schemas.idParams } },
			async ({ params }) => end(Number(params.id)),
		);
	}
	app.put<{ Body: { url: string | null } }>(
		'/exports/redirect',
		{ schema: { body: schemas.redirect } },
		async ({ body }) => {
			control.setRedirect(body.url);
			return body;
		},
	);
	app.post('/exports/reset', async () => {
		control.reset();
		return BACK_TO_THE_START;
	});

	app.get('/exports/storage', async () => ({ url: storage.url() }));
	app.get('/exports/storage/requests', async () => storage.requests());
	app.delete('/exports/storage/requests', async () => {
		storage.clearRequests();
		return storage.requests();
	});
	app.get('/exports/storage/violations', async () => storage.violations());
	app.get('/exports/storage/faults', async () => storage.faults());
	app.post<{ Body: StorageFault }>(
		'/exports/storage/faults',
		{ schema: { body: schemas.storageFault } },
		async ({ body }) => storage.addFault(body),
	);
	app.delete('/exports/storage/faults', async () => {
		storage.clearFaults();
		return storage.faults();
	});
}
