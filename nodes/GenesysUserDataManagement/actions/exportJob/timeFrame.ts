import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import type { ExportApi } from '../../../shared/apis/exports';
import type { Context } from '../../../shared/engine/operation';
import { exportedUntil } from '../../../shared/exports/history';
import { ordered, periodOf, type Period } from '../../../shared/exports/periods';
import { compact } from '../../../shared/transport/body';
import type { Job } from './jobBody';
import type { JobFields } from './jobProperties';

type Fields = Partial<
	Pick<JobFields, 'timeFrame' | 'dateFrom' | 'dateTo' | 'amount' | 'firstFrom'>
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
	const { from, to } = ordered(await chosenPeriod(timeFrame, fields, job, context));
	return compact({ all: false, dateFrom: from, dateTo: to });
}

async function chosenPeriod(
	choice: Exclude<Fields['timeFrame'], 'all'>,
	fields: Fields,
	job: Partial<Job>,
	{ send, api, timezone }: Context<ExportApi>,
): Promise<Period> {
	const now = new Date();
	const known = (job.timeFrame ?? {}) as { dateFrom?: string; dateTo?: string };
	const from = fields.dateFrom || known.dateFrom;
	const to = fields.dateTo || known.dateTo;
	switch (choice) {
		case undefined:
			return { from, to };
		case 'between':
			return { from: needed('From Date', from), to: needed('To Date', to) };
		case 'after':
			return { from: needed('From Date', from) };
		case 'before':
			return { to: needed('To Date', to) };
		case 'sinceLastRun':
			return {
				from:
					(await exportedUntil(send, String(job.title), api)) ??
					needed('First Run From', fields.firstFrom),
				to: now.toISOString(),
			};
		case 'lastDays':
		case 'lastHours':
			return periodOf(choice, { now, timezone, amount: needed('Days or Hours', fields.amount) });
		default:
			return periodOf(choice, { now, timezone });
	}
}

function needed<T>(name: string, value: T | undefined): T {
	if (value !== undefined && value !== '') return value;
	throw new UserError(`The field "${name}" has no value`, {
		description: 'The timeframe needs it. Fill it in, or choose another timeframe.',
	});
}
