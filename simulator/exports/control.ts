import type { FastifyInstance } from 'fastify';
import type { ExportsCore } from './service';
import type { Files, NewFile } from './files';
import type { ExportsSettings, FileMetadata, JobDefinition, JobInfo } from './model';
import * as schemas from './controlSchemas';
import type { Storage } from './storage';
import type { StorageFault, StorageFaultState } from './storageFaults';

/** A job as the control API shows it. */
export interface JobState extends JobInfo {
	/** As it was sent. */
	definition: JobDefinition;
	/** ISO 8601; null = no run is due. */
	nextRunAt: string | null;
}

/** What a test does with the exports; the routes below `/_simulator/exports` do the same. */
export interface ExportsControl {
	settings(): ExportsSettings;
	/** Takes effect on runs and links made from now on. */
	set(settings: Partial<ExportsSettings>): ExportsSettings;
	jobs(): JobState[];
	/** Every record, oldest first. */
	history(): JobInfo[];
	files(): FileMetadata[];
	/** A job without a request. @throws ApiError 400 */
	addJob(definition: JobDefinition): JobInfo;
	/** Bytes that cannot be compressed, made as they are read. @throws ApiError 400 */
	addFile(file: NewFile): FileMetadata;
	/** SHA-256 of the bytes of a file, hexadecimal. */
	sha256: Files['sha256'];
	/** Lets that many milliseconds pass; all that falls into them happens before it returns. */
	advance(ms: number): void;
	/** Ends the run under way of a job, or of this history id, as FAILED. @throws ApiError 404 */
	failRun(id: number): JobInfo;
	/** The same as CANCELLED: the run alone, the schedule of the job goes on. @throws ApiError 404 */
	cancelRun(id: number): JobInfo;
	/** Hands out this text instead of every pre-signed link; null = right links again. */
	setRedirect(url: string | null): void;
	/** Jobs, history, files, certificate, storage and time; settings stay. */
	reset(): void;
	storage: {
		url(): string;
		requests: Storage['requests'];
		/** Requests that carried a credential. */
		violations: Storage['violations'];
		clearRequests(): void;
		addFault(fault: StorageFault): StorageFaultState;
		faults(): StorageFaultState[];
		clearFaults(): void;
	};
}

export function exportsControl(core: ExportsCore): ExportsControl {
	const { jobs, files, storage } = core;
	const end = (id: number, status: 'FAILED' | 'CANCELLED') => {
		core.catchUp();
		const info = jobs.runInfo(jobs.end(id, status));
		core.catchUp();
		return info;
	};
	return {
		settings: () => core.settings(),
		set: (settings) => core.set(settings),
		jobs() {
			core.catchUp();
			return jobs.list().map((job) => ({
				...jobs.jobInfo(job),
				definition: structuredClone(job.definition),
				nextRunAt:
					job.schedule.nextAt === null ? null : new Date(job.schedule.nextAt).toISOString(),
			}));
		},
		history() {
			core.catchUp();
			return jobs.history().map((run) => jobs.runInfo(run));
		},
		files() {
			core.catchUp();
			return files.list();
		},
		addJob(definition) {
			const job = jobs.create(definition);
			core.catchUp();
			return jobs.jobInfo(job);
		},
		addFile: (file) => core.addFile(file),
		sha256: async (name) => await files.sha256(name),
		advance: (ms) => core.advance(ms),
		failRun: (id) => end(id, 'FAILED'),
		cancelRun: (id) => end(id, 'CANCELLED'),
		setRedirect: (url) => core.setRedirect(url),
		reset: () => core.reset(),
		storage: {
			url: () => storage.url(),
			requests: () => storage.requests(),
			violations: () => storage.violations(),
			clearRequests: () => storage.clearRequests(),
			addFault: (fault) => storage.add(fault),
			faults: () => storage.list(),
			clearFaults: () => storage.clear(),
		},
	};
}

/** The control routes of the exports. */
export function exportsControlRoutes(app: FastifyInstance, core: ExportsCore): void {
	const control = exportsControl(core);
	const { storage } = control;

	app.get('/exports/settings', async () => control.settings());
	app.put<{ Body: Partial<ExportsSettings> }>(
		'/exports/settings',
		{ schema: { body: schemas.settings } },
		async ({ body }) => control.set(body),
	);
	app.get('/exports/jobs', async () => control.jobs());
	app.post<{ Body: JobDefinition }>(
		'/exports/jobs',
		{ schema: { body: schemas.job } },
		async ({ body }) => control.addJob(body),
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
		async ({ body }) => {
			control.advance(body.ms);
			return { now: new Date(core.now()).toISOString() };
		},
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
		return { message: 'Back to the start' };
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
