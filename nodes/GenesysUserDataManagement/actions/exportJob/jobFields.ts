import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { ExportApi } from '../../../shared/apis/exports';
import type { Context } from '../../../shared/engine/operation';
import { valueOf } from '../../../shared/exports/named';
import { compact } from '../../../shared/transport/body';
import { jobBody, type Job } from './jobBody';
import type { Content, JobFields, Schedule } from './jobProperties';
import { timeFrameOf } from './timeFrame';

/** A job that runs once, at once. */
export const NOW: Schedule = {
	schedule: 'immediately',
	cron: '',
	startDate: '',
	runs: 0,
	suspended: false,
};

/**
 * The body of a request that creates the job that a user filled in.
 * @throws UserError when a value cannot be right, before the job is sent
 */
export async function newJobBody(
	values: Content & Schedule & Pick<JobFields, 'options'>,
	context: Context<ExportApi>,
): Promise<IDataObject> {
	return jobBody(await jobOf({ ...values, ...values.additionalFields }, context), context);
}

/**
 * The parts of a job that are filled in, and no others.
 *
 * @param known what the job was before, for what is filled in in part
 * @throws UserError when a value cannot be right
 */
export async function jobOf(
	fields: Partial<JobFields>,
	context: Context<ExportApi>,
	known: Partial<Job> = {},
): Promise<Partial<Job>> {
	const { title, jobType, media, description, exportAttachments } = fields;
	const source = await valueOf('source', fields.source, context);
	const dataType = await valueOf('dataType', fields.dataType, context, {
		source: source ?? known.source,
	});
	return given({
		...{ title, source, jobType, dataType, description, exportAttachments },
		media: media && checkedMedia(media),
		timeFrame: await timeFrameOf(fields, { ...known, title: title ?? known.title }, context),
		fileSplitSize: fields.fileSplitSize?.trim(),
		schedulerParam: schedulerOf(fields, known.schedulerParam),
		suspended: fields.suspended,
	});
}

/** A schedule that is chosen is a new one; else what is filled in replaces a part of the one that is known. */
function schedulerOf(
	{ schedule, cron, startDate, runs }: Partial<Schedule>,
	known: IDataObject | undefined,
): IDataObject | undefined {
	if (schedule === 'immediately') return { immediately: true };
	const parts = given({ cron: checkedCron(cron), startDate, runs: runsText(runs) });
	if (!schedule && (!known || Object.keys(parts).length === 0)) return undefined;
	const scheduler = compact({ ...(schedule ? {} : known), ...parts, immediately: false });
	if (scheduler.cron || scheduler.startDate) return scheduler;
	throw new UserError('The schedule is empty', {
		description: 'Fill in Cron Expression, Start Date, or both; or choose Immediately.',
	});
}

function checkedCron(cron: string | undefined): string | undefined {
	const expression = cron?.trim();
	if (!expression || /^[\d*/,\-?LW#A-Za-z]+( +[\d*/,\-?LW#A-Za-z]+){4,6}$/.test(expression)) {
		return expression;
	}
	throw new UserError(`"${cron}" is not a cron expression`, {
		description: 'It has five to seven fields with spaces between them, for example 0 0 2 * * ?',
	});
}

/** As a text; none for no limit. */
const runsText = (runs: number | undefined) =>
	runs === undefined ? undefined : String(runs || '');

function checkedMedia(names: string[]): string[] {
	if (names.length > 0) return names;
	throw new UserError('No media is chosen', {
		description: 'Choose at least one in Media; the list shows those of the source and data type.',
	});
}

/** Without what was not filled in, or not told; what is empty was emptied. */
export const given = <Fields extends object>(fields: Fields) =>
	Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
	) as Partial<Fields>;
