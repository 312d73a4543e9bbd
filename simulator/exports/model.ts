/** What the exports services know: definitions as sent, runs, files, settings. */

export interface TimeFrame {
	all?: boolean;
	/** ISO 8601. */
	dateFrom?: string;
	dateTo?: string;
}

export interface SchedulerParam {
	immediately?: boolean;
	cron?: string;
	/** A whole number as a string; left out or `0`: no end. */
	runs?: string;
	/** ISO 8601: no run before this. */
	startDate?: string;
}

/** The body of a new job, of whatever version: `suspended` is a string in v4, `type` exists in v10 only. */
export interface JobDefinition {
	source: string;
	title: string;
	type?: string;
	timeFrame: TimeFrame;
	/** v4; `jobParams.fileSplitSize` goes first. */
	fileSplitSize?: string;
	description?: string;
	schedulerParam: SchedulerParam;
	jobParams: {
		fileSplitSize?: string;
		type: string;
		/** Sub-types; an empty list stands for all that are enabled. */
		media: string[];
		exportAttachments?: boolean;
	};
	suspended: boolean | string;
}

export type JobStatus = 'WAITING' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED' | 'SUSPENDED';

/** A job or a history record, as all versions show it. */
export interface JobInfo {
	id: number;
	/** The data type (`jobParams.type`). */
	type: string;
	source: string;
	title: string;
	fileSplitSize: string;
	/** All files of the run, comma separated; empty until it is complete. */
	fileName: string;
	/** Bytes of all files of the run. */
	fileSize: number;
	status: JobStatus;
	createdDate: string;
	dateFrom: string;
	dateTo: string;
	description: string;
	media: string[];
	/** 0 to 100. */
	progress: number;
	/** The job of a history record; 0 for a job. */
	parentId: number;
	exportAttachments: boolean;
}

/** An entry of file-metadatas. */
export interface FileMetadata {
	name: string;
	jobTitle: string;
	type: string;
	source: string;
	/** Bytes. */
	size: number;
	uploadDate: string;
	historyId: number;
	jobId: number;
	media: string;
}

export interface ExportsSettings {
	/** How long a run takes, in milliseconds. */
	runMs: number;
	/** From the creation (or resumption) of an immediate job to its run, in milliseconds. */
	startDelayMs: number;
	/** Bytes of JSON Lines for each medium and file, before they are zipped and before they are split. */
	bytesPerFile: number;
	filesPerMedia: number;
	/**
	 * `own`: every history record has an id of its own. `job`: the record of an immediate job has the id
	 * of the job. The documents do not say.
	 */
	historyIds: 'own' | 'job';
	/** Added to the ids of new jobs (from 1001) and history records (from 5001). */
	idOffset: number;
	/** How many times faster than in reality the time between two runs of a cron passes. */
	cronSpeed: number;
	/** Time passes by itself; `false`: only with `advance`. */
	auto: boolean;
	/** How long a pre-signed link is good, in seconds. */
	linkSeconds: number;
	/** What a bulk delete lists as left: `values` = ids or names, `objects` = `{id}` or `{path}`. */
	leftAs: 'values' | 'objects';
}
