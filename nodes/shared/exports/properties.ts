import { date, flag, fromAccount, number, severalFromAccount, text } from '../descriptions/fields';
import { outputField } from '../descriptions/files';
import { locator } from '../descriptions/locator';
import { defineProperty } from '../descriptions/property';
import { getSources, getStatuses } from './loadOptions';
import { periods, type PeriodChoice } from './periods';
import { searchJobs } from './searches';

/** Which exports are meant, whatever the API can filter by. */
export const exportFilters = {
	job: {
		...locator('job', 'Export Job', {
			optional: true,
			list: { search: searchJobs, by: 'a part of the title' },
			id: { placeholder: 'e.g. 1042' },
		}),
		description: 'Only runs of this export job',
	},
	source: fromAccount('source', 'Source', 'Only exports of this data source', getSources, {
		typeOptions: { loadOptionsDependsOn: ['api'] },
	}),
	title: text('title', 'Title', 'Only exports whose title contains this'),
	type: text('type', 'Type', 'Only exports whose type contains this'),
} as const;

/** Said of each field that chooses a period. */
export const DAYS_OF_WORKFLOW =
	"Days and months are those of the workflow's time zone, at the time of the execution";

/**
 * The fields that a period needs, to be read by `periodOf`.
 *
 * @param choice name of the field that chooses it, where they are shown
 */
export function periodFields(choice: string) {
	const shownAt = (...values: PeriodChoice[]) => ({
		displayOptions: { show: { [choice]: values } },
	});
	return {
		dateFrom: date('dateFrom', 'From Date', 'Start of the period', {
			required: true,
			...shownAt('between', 'after'),
		}),
		dateTo: date('dateTo', 'To Date', 'End of the period', {
			required: true,
			...shownAt('between', 'before'),
		}),
		days: number('days', 'Days', 'How many days before today', 7, {
			typeOptions: { minValue: 1 },
			...shownAt('lastDays'),
		}),
		hours: number('hours', 'Hours', 'How many hours up to now', 24, {
			typeOptions: { minValue: 1 },
			...shownAt('lastHours'),
		}),
	} as const;
}

/** In which period exports were created, to be read by `periodOf`. */
export function createdIn(initial: PeriodChoice) {
	const { dateFrom, dateTo, days, hours } = periodFields('period');
	return [
		defineProperty({
			displayName: 'Period',
			name: 'period',
			type: 'options',
			options: periods,
			default: initial,
			description: `When the exports were created. ${DAYS_OF_WORKFLOW}.`,
		}),
		dateFrom,
		dateTo,
		days,
		hours,
	] as const;
}

/** What becomes of the files of an export. */
export const wantedFiles = [
	flag(
		'downloadFiles',
		'Download Files',
		'Whether to download the files, as one item each, instead of only listing them',
		{ default: true },
	),
	defineProperty({ ...outputField, displayOptions: { show: { downloadFiles: [true] } } }),
] as const;

/** For accounts whose status words do not say by themselves what they mean. */
export const statusOptions = [
	severalFromAccount(
		'doneStatuses',
		'Done Status',
		'Statuses that mean that an export is finished, besides those that say so themselves',
		getStatuses,
	),
	severalFromAccount(
		'failedStatuses',
		'Failed Status',
		'Statuses that mean that an export failed, besides those that say so themselves',
		getStatuses,
	),
] as const;
