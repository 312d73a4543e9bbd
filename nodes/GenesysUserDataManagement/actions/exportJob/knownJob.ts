import type { IDataObject } from 'n8n-workflow';
import type { ExportApi } from '../../../shared/apis/exports';
import { checkChanges } from '../../../shared/descriptions/bodyFields';
import type { Context } from '../../../shared/engine/operation';
import { compact } from '../../../shared/transport/body';
import { byFrom } from '../../../shared/transport/paginate';
import { jobRequest } from '../../things';
import { jobBody, type Job, type Purpose } from './jobBody';
import { given, jobOf } from './jobFields';
import { changeable, type JobFields } from './jobProperties';

/** Values of `type` that are none of a data type. */
const JOB_TYPES = ['UCS', 'DataSync'];

/**
 * The body of a request for a job as it is in Genesys, but for what is changed.
 *
 * @returns the status of the job besides, if it has one
 * @throws UserError when an update changes nothing, or Genesys does not tell something of the job that is not among the changes
 */
export async function changedJob(
	id: string,
	changes: Partial<JobFields>,
	context: Context<ExportApi>,
	purpose: Purpose,
): Promise<{ body: IDataObject; status: string }> {
	// What a model leaves out comes empty.
	const wanted = context.asTool ? (compact(changes) as typeof changes) : changes;
	if (purpose === 'update') checkChanges(wanted, changeable);
	const info = (await context.send(jobRequest(id))).thing();
	const known = jobFrom(info);
	if (known.suspended === undefined && wanted.suspended === undefined) {
		known.suspended = await isSuspended(id, known.title, context);
	}
	const changed = { ...known, ...(await jobOf(wanted, context, known)) };
	return { body: jobBody(changed, context, purpose), status: String(info.status ?? '') };
}

/**
 * A job by what Genesys tells of it: its definition (V4), or information that has neither its schedule nor whether it is
 * suspended, and one `type`, of which it is not said whether it is that of the job or that of the data.
 */
export function jobFrom(info: IDataObject): Partial<Job> {
	const params = (info.jobParams ?? {}) as IDataObject;
	const hasJobType = JOB_TYPES.includes(String(info.type));
	return given({
		title: info.title,
		source: info.source,
		jobType: hasJobType || info.jobParams ? info.type : undefined,
		dataType: params.type ?? (hasJobType ? undefined : info.type),
		media: params.media ?? info.media,
		timeFrame: info.timeFrame ?? timeFrameFrom(info),
		description: info.description,
		exportAttachments: params.exportAttachments ?? info.exportAttachments,
		fileSplitSize: params.fileSplitSize ?? info.fileSplitSize,
		schedulerParam: info.schedulerParam,
		suspended: info.suspended === undefined ? undefined : String(info.suspended) === 'true',
	}) as Partial<Job>;
}

/** A job without dates is one of all that there is. */
function timeFrameFrom({ dateFrom, dateTo }: IDataObject): IDataObject | undefined {
	if (dateFrom === undefined && dateTo === undefined) return undefined;
	if (!dateFrom && !dateTo) return { all: true };
	return { all: false, ...(dateFrom ? { dateFrom } : {}), ...(dateTo ? { dateTo } : {}) };
}

/** Lists can be asked for those that are suspended. It is not known when their rows do not say which job they are. */
async function isSuspended(
	id: string,
	title: string | undefined,
	{ send }: Context<ExportApi>,
): Promise<boolean | undefined> {
	const request = { method: 'GET', path: '/export/jobs', query: { title, suspend: true } } as const;
	for await (const { rows } of byFrom(send, request, Infinity)) {
		if (rows.some((row) => row.id === undefined)) return undefined;
		if (rows.some((row) => String(row.id) === id)) return true;
	}
	return false;
}
