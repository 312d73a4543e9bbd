import { flag, fromAccount, severalFromAccount, text } from '../descriptions/fields';
import { outputField } from '../descriptions/files';
import { locator } from '../descriptions/locator';
import {
	DAYS_OF_WORKFLOW,
	periodFields,
	periods,
	type PeriodChoice,
} from '../descriptions/periods';
import { defineProperty } from '../descriptions/property';
import { getSources, getStatuses } from './loadOptions';
import { searchJobs } from './searches';

/** Which exports are meant, whatever the API can filter by. */
export const exportFilters = {
	job: {
		...locator('job', 'Export Job ID', {
			optional: true,
			list: { search: searchJobs, by: 'a part of the title' },
			id: { placeholder: 'e.g. 1042' },
		}),
		description: 'Only runs of this export job, by its ID',
	},
	source: fromAccount(
		'source',
		'Source',
		'Only exports of this data source, e.g. UCS',
		getSources,
		{
			typeOptions: { loadOptionsDependsOn: ['api'] },
		},
	),
	title: text('title', 'Title', 'Only exports whose title contains this, e.g. Nightly'),
	type: text('type', 'Type Contains', 'Only exports whose type contains this, e.g. Interactions'),
} as const;

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
	defineProperty({
		...outputField,
		displayOptions: { ...outputField.displayOptions, show: { downloadFiles: [true] } },
	}),
] as const;

/** For accounts whose status words do not say by themselves what they mean. */
export const statusOptions = [
	severalFromAccount(
		'doneStatuses',
		'Done Status',
		'Statuses that mean that an export is finished, besides those that say so themselves, e.g. EXPORTED',
		getStatuses,
	),
	severalFromAccount(
		'failedStatuses',
		'Failed Status',
		'Statuses that mean that an export failed, besides those that say so themselves, e.g. ABORTED',
		getStatuses,
	),
] as const;
