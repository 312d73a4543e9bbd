import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { ExportApi, ExportVersion } from '../../../shared/apis/exports';
import type { Context } from '../../../shared/engine/operation';
import { compact } from '../../../shared/transport/body';
import { SAME_PERIOD } from './jobProperties';

/** A job, whatever the version of the API calls its parts. */
export interface Job {
	title: string;
	source: string;
	/** UCS or DataSync. */
	jobType?: string;
	dataType: string;
	media: string[];
	/** `all`, or `dateFrom` and `dateTo`, one of which can be missing. */
	timeFrame: IDataObject;
	description?: string;
	exportAttachments?: boolean;
	fileSplitSize?: string;
	/** As Genesys takes it. */
	schedulerParam: IDataObject;
	suspended: boolean;
}

/** What the request is for. */
export type Purpose = 'create' | 'update';

/** Every part without which no request is complete, as the editor calls it. */
const NEEDED = {
	title: 'Title',
	source: 'Source',
	jobType: 'Job Type',
	dataType: 'Data Type',
	media: 'Media',
	timeFrame: 'Timeframe',
	schedulerParam: 'Schedule',
	suspended: 'Suspended',
} as const satisfies Partial<Record<keyof Job, string>>;

/**
 * The body of a request that creates or updates a job, in the form of the API version that is chosen.
 * @throws UserError when something is missing, before anything is sent
 */
export function jobBody(
	job: Partial<Job>,
	{ api, warn }: Pick<Context<ExportApi>, 'api' | 'warn'>,
	purpose: Purpose = 'create',
): IDataObject {
	const { version } = api;
	const { title, source, dataType, media, schedulerParam = {}, timeFrame = {} } = job;
	const withType = hasType(version, purpose);
	const missing = (Object.keys(NEEDED) as Array<keyof typeof NEEDED>)
		.filter((part) => (part === 'jobType' ? withType : true))
		.filter((part) => job[part] === undefined || job[part] === '')
		.map((part) => NEEDED[part]);
	if (missing.length > 0) {
		throw new UserError(`The export job has no ${missing.join(', no ')}`, {
			description:
				'Fill it in. For Clone and Update, add it to the fields: Genesys does not tell it of the job that is there.',
		});
	}
	const { cron, runs } = schedulerParam;
	if (cron && runs !== '1' && timeFrame.dateTo) warn(SAME_PERIOD);
	return compact({
		source,
		title,
		type: withType ? job.jobType : undefined,
		timeFrame,
		fileSplitSize: version.splitSizeTwice ? job.fileSplitSize : undefined,
		description: job.description,
		schedulerParam,
		jobParams: compact({
			type: dataType,
			media,
			fileSplitSize: job.fileSplitSize,
			exportAttachments: version.exportAttachments ? job.exportAttachments : undefined,
		}),
		suspended: version.suspended(job.suspended === true),
	});
}

const hasType = ({ jobType }: ExportVersion, purpose: Purpose) =>
	jobType === 'always' || (jobType === 'update' && purpose === 'update');
