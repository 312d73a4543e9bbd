import { ApiError } from '../core/errors';
import type { ExportsClock } from './clock';
import { checkDefinition } from './definition';
import { isFinished, isUnderWay, jobInfo, runInfo, statusOf, type Job, type Run } from './jobInfo';
import type { ExportsSettings, JobDefinition, JobInfo } from './model';
import { Schedule } from './schedule';

const FIRST_JOB = 1_001;
const FIRST_RUN = 5_001;

/** Makes the files of a run that is complete. */
export type Finish = (run: Run) => void;

/** Jobs and their runs. Nothing happens by itself: `catchUp` does what has become due. */
export class Jobs {
	private jobs = new Map<number, Job>();
	private runs: Run[] = [];
	private lastJob = FIRST_JOB - 1;
	private lastRun = FIRST_RUN - 1;

	constructor(
		private readonly clock: ExportsClock,
		private readonly settings: () => ExportsSettings,
		private readonly finish: Finish,
	) {}

	reset(): void {
		this.jobs.clear();
		this.runs = [];
		this.lastJob = FIRST_JOB - 1;
		this.lastRun = FIRST_RUN - 1;
	}

	list(): Job[] {
		return [...this.jobs.values()];
	}

	/** Every history record, oldest first. */
	history(): Run[] {
		return [...this.runs];
	}

	find(id: number, status = 404): Job {
		return found(this.jobs.get(id), `No job ${id}`, status);
	}

	findRun(id: number, status = 404): Run {
		return found(
			this.runs.find((run) => run.id === id),
			`No history record ${id}`,
			status,
		);
	}

	/** @param at when it is created, in milliseconds since 1970: what has become due since then happens with the next `catchUp` */
	create(definition: JobDefinition, at = this.clock.now()): Job {
		checkDefinition(definition);
		const job: Job = {
			id: this.lastJob + 1 + this.settings().idOffset,
			definition: structuredClone(definition),
			createdDate: new Date(at).toISOString(),
			schedule: new Schedule(definition.schedulerParam),
			suspended: String(definition.suspended) === 'true',
			cancelled: false,
		};
		this.lastJob++;
		this.jobs.set(job.id, job);
		if (!job.suspended) this.plan(job, at);
		return job;
	}

	/** @throws ApiError 400 when the job is too far on */
	update(id: number, definition: JobDefinition, allowed: 'notStarted' | 'notRunning'): Job {
		const job = this.find(id);
		checkDefinition(definition);
		const schedule = new Schedule(definition.schedulerParam);
		if (job.cancelled || (allowed === 'notStarted' && job.run)) refuse(job, 'has started');
		if (isUnderWay(job.run)) refuse(job, 'is running');
		job.definition = structuredClone(definition);
		job.suspended = String(definition.suspended) === 'true';
		job.schedule = schedule;
		if (!job.suspended) this.plan(job);
		return job;
	}

	cancel(id: number): void {
		const job = this.find(id);
		if (isFinished(job)) refuse(job, `is ${statusOf(job)}`);
		job.cancelled = true;
		job.suspended = false;
		job.schedule.stop();
		if (isUnderWay(job.run)) this.stopRun(job.run, 'CANCELLED');
	}

	suspend(id: number): Job {
		const job = this.find(id);
		if (isFinished(job) || job.suspended) refuse(job, `is ${statusOf(job)}`);
		job.suspended = true;
		job.schedule.stop();
		if (isUnderWay(job.run)) this.stopRun(job.run, 'SUSPENDED');
		return job;
	}

	resume(id: number): Job {
		const job = this.find(id);
		if (!job.suspended) refuse(job, `is ${statusOf(job)}`);
		job.suspended = false;
		const { run } = job;
		if (run?.status === 'SUSPENDED') {
			const pause = this.clock.now() - (run.stoppedAt as number);
			run.startedAt += pause;
			run.endAt += pause;
			run.stoppedAt = undefined;
			run.status = 'RUNNING';
		}
		this.plan(job);
		return job;
	}

	/** Its history and files stay. @throws ApiError 400 */
	delete(id: number): void {
		const job = this.find(id, 400);
		if (isUnderWay(job.run)) refuse(job, 'is in progress');
		this.jobs.delete(id);
	}

	/** Its files stay. @throws ApiError 400 */
	deleteRun(id: number): void {
		const run = this.findRun(id, 400);
		if (isUnderWay(run)) {
			throw new ApiError(400, 'Invalid request', `History record ${id} is in progress`);
		}
		this.runs.splice(this.runs.indexOf(run), 1);
	}

	/** Ends the run under way of this job, or with this id of its own. @throws ApiError 404 */
	end(id: number, status: 'FAILED' | 'CANCELLED'): Run {
		const job = this.list().find(
			({ id: jobId, run }) => isUnderWay(run) && (jobId === id || run.id === id),
		);
		if (!isUnderWay(job?.run)) throw new ApiError(404, 'Not found', `No run under way of ${id}`);
		this.stopRun(job.run, status);
		return job.run;
	}

	/** The next moment at which something happens; undefined when nothing is due at all. */
	nextEvent(): number | undefined {
		let next: number | undefined;
		for (const { run, schedule } of this.jobs.values()) {
			if (run?.status === 'RUNNING') next = Math.min(next ?? Infinity, run.endAt);
			if (schedule.nextAt !== null) next = Math.min(next ?? Infinity, schedule.nextAt);
		}
		return next;
	}

	/** Does what is due at a time, in the order of jobs; call it for one event after the other. */
	catchUp(at: number): void {
		const { cronSpeed } = this.settings();
		for (const job of this.jobs.values()) {
			const { run, schedule } = job;
			if (run?.status === 'RUNNING' && run.endAt <= at) {
				run.status = 'COMPLETED';
				this.finish(run);
			}
			if (schedule.nextAt === null || schedule.nextAt > at) continue;
			// One run at a time: what falls into a run that is under way is left out.
			if (isUnderWay(job.run)) schedule.skip(cronSpeed);
			else this.startRun(job);
		}
	}

	jobInfo(job: Job): JobInfo {
		return jobInfo(job, this.clock.now());
	}

	runInfo(run: Run): JobInfo {
		return runInfo(run, this.clock.now());
	}

	private plan(job: Job, at = this.clock.now()): void {
		const { startDelayMs, cronSpeed } = this.settings();
		job.schedule.plan(at, startDelayMs, cronSpeed);
	}

	private startRun(job: Job): void {
		const { runMs, historyIds, cronSpeed, idOffset } = this.settings();
		const startedAt = job.schedule.nextAt as number;
		const shared = historyIds === 'job' && job.schedule.kind === 'immediately' && !job.run;
		job.run = {
			id: shared ? job.id : ++this.lastRun + idOffset,
			jobId: job.id,
			definition: structuredClone(job.definition),
			status: 'RUNNING',
			startedAt,
			endAt: startedAt + runMs,
			createdDate: new Date(startedAt).toISOString(),
			files: [],
			fileSize: 0,
		};
		this.runs.push(job.run);
		job.schedule.started(cronSpeed);
	}

	private stopRun(run: Run, status: 'SUSPENDED' | 'FAILED' | 'CANCELLED'): void {
		run.stoppedAt ??= this.clock.now();
		run.status = status;
	}
}

function found<T>(item: T | undefined, detail: string, status: number): T {
	if (item === undefined) throw new ApiError(status, 'Not found', detail);
	return item;
}

function refuse({ id }: Job, why: string): never {
	throw new ApiError(400, 'Invalid request', `Job ${id} ${why}`);
}
