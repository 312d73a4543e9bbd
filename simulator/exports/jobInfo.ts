import type { JobDefinition, JobInfo, JobStatus } from './model';
import type { Schedule } from './schedule';

/** One run of a job: a history record. It keeps the definition it was started with. */
export interface Run {
	id: number;
	jobId: number;
	definition: JobDefinition;
	status: Extract<JobStatus, 'RUNNING' | 'SUSPENDED' | 'COMPLETED' | 'FAILED' | 'CANCELLED'>;
	/** Milliseconds since 1970, moved on by pauses. */
	startedAt: number;
	endAt: number;
	/** When it was paused, failed or cancelled. */
	stoppedAt?: number;
	createdDate: string;
	files: string[];
	fileSize: number;
}

export interface Job {
	id: number;
	definition: JobDefinition;
	createdDate: string;
	schedule: Schedule;
	suspended: boolean;
	cancelled: boolean;
	/** The newest run, under way or not. */
	run?: Run;
}

export function statusOf({ cancelled, suspended, run, schedule }: Job): JobStatus {
	if (cancelled) return 'CANCELLED';
	if (suspended) return 'SUSPENDED';
	if (run?.status === 'RUNNING') return 'RUNNING';
	return schedule.nextAt === null && run ? run.status : 'WAITING';
}

export function isFinished(job: Job): boolean {
	return ['COMPLETED', 'FAILED', 'CANCELLED'].includes(statusOf(job));
}

/** Running or paused. */
export function isUnderWay(run: Run | undefined): run is Run {
	return run?.status === 'RUNNING' || run?.status === 'SUSPENDED';
}

/** 0 to 100, in steps of ten; 100 not before it is complete. */
function progressOf(run: Run, now: number): number {
	if (run.status === 'COMPLETED') return 100;
	const part = ((run.stoppedAt ?? now) - run.startedAt) / Math.max(1, run.endAt - run.startedAt);
	return Math.min(90, Math.floor(10 * part) * 10);
}

/** The job itself, with progress and files of its newest run. */
export function jobInfo(job: Job, now: number): JobInfo {
	return { id: job.id, ...info(job, now, job.run), status: statusOf(job), parentId: 0 };
}

export function runInfo(run: Run, now: number): JobInfo {
	return { id: run.id, ...info(run, now, run), status: run.status, parentId: run.jobId };
}

function info(
	{ definition, createdDate }: Pick<Job, 'definition' | 'createdDate'>,
	now: number,
	run?: Run,
) {
	const { source, title, timeFrame, jobParams, description = '' } = definition;
	return {
		type: jobParams.type,
		source,
		title,
		fileSplitSize: jobParams.fileSplitSize || definition.fileSplitSize || '',
		fileName: run?.files.join(',') ?? '',
		fileSize: run?.fileSize ?? 0,
		createdDate,
		dateFrom: timeFrame.all ? '' : (timeFrame.dateFrom ?? ''),
		dateTo: timeFrame.all ? '' : (timeFrame.dateTo ?? ''),
		description,
		media: jobParams.media,
		progress: run ? progressOf(run, now) : 0,
		exportAttachments: jobParams.exportAttachments ?? false,
	};
}
