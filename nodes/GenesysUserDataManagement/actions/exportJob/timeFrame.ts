import type { IDataObject } from 'n8n-workflow';
import type { ExportApi } from '../../../shared/apis/exports';
import type { Context } from '../../../shared/engine/operation';
import { exportedUntil } from '../../../shared/exports/history';
import { needed, ordered, periodOf, type Period } from '../../../shared/descriptions/periods';
import { compact } from '../../../shared/transport/body';
import type { Job } from './jobBody';
import type { JobFields } from './jobProperties';

type Fields = Partial<
	Pick<JobFields, 'timeFrame' | 'dateFrom' | 'dateTo' | 'days' | 'hours' | 'firstFrom' | 'options'>
>;

/**
 * The timeframe that is filled in, as Genesys takes it; undefined when none is. Dates that a job has already hold where
 * only the other one is filled in.
 *
 * @throws UserError when it has no beginning, no end, or an end before the beginning
 */
export async function timeFrameOf(
	fields: Fields,
	job: Partial<Job>,
	context: Context<ExportApi>,
): Promise<IDataObject | undefined> {
	const { timeFrame, dateFrom, dateTo } = fields;
	if (timeFrame === 'all') return { all: true };
	if (!timeFrame && !dateFrom && !dateTo) return undefined;
	const { from, to } = await chosenPeriod(fields, job, context);
	return compact({ all: false, dateFrom: from, dateTo: to });
}

async function chosenPeriod(
	{ timeFrame, days, hours, firstFrom, options, ...dates }: Fields,
	job: Partial<Job>,
	{ send, api, timezone }: Context<ExportApi>,
): Promise<Period> {
	const known = (job.timeFrame ?? {}) as { dateFrom?: string; dateTo?: string };
	const dateFrom = dates.dateFrom || known.dateFrom;
	const dateTo = dates.dateTo || known.dateTo;
	if (!timeFrame) return ordered({ from: dateFrom, to: dateTo });
	if (timeFrame !== 'sinceLastRun') {
		return periodOf(timeFrame, { dateFrom, dateTo, days, hours }, timezone);
	}
	const reached = await exportedUntil(send, String(job.title), api, options);
	const from = reached ?? needed('First Run From', firstFrom);
	return ordered({ from, to: new Date().toISOString() }, 'There is no time since the last run');
}
