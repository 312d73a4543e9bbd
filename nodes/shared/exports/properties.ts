import { date, flag, fromAccount, number, severalFromAccount, text } from '../descriptions/fields';
import { outputField } from '../descriptions/files';
import { locator } from '../descriptions/locator';
import { defineProperty, type ValuesOf } from '../descriptions/property';
import { getSources, getStatuses } from './loadOptions';
import { COUNTED, ordered, periodOf, relativePeriods, type Period } from './periods';
import { searchJobs } from './searches';

/** Which exports are meant, whatever the API can filter by. */
export const exportFilters = [
	{
		...locator('job', 'Export Job', {
			optional: true,
			list: { search: searchJobs, by: 'a part of the title' },
			id: { placeholder: 'e.g. 1042' },
		}),
		description: 'Only runs of this export job',
	},
	fromAccount('source', 'Source', 'Only exports of this data source', getSources),
	text('title', 'Title', 'Only exports whose title contains this'),
	text('type', 'Type', 'Only exports whose type contains this'),
] as const;

/** Shown where one of these periods is chosen. */
const shownAt = (...periods: string[]) => ({ displayOptions: { show: { period: periods } } });

const periods = [
	...relativePeriods,
	...([
		{ name: 'After Date', value: 'after', description: 'Those created since a date' },
		{ name: 'All', value: 'all', description: 'All that the history has' },
		{ name: 'Before Date', value: 'before', description: 'Those created before a date' },
		{ name: 'Between Dates', value: 'between', description: 'Those created in between' },
	] as const),
].sort((a, b) => a.name.localeCompare(b.name));

/** In which period exports were created, to be read by `createdWithin`. */
export const periodProperties = [
	defineProperty({
		displayName: 'Period',
		name: 'period',
		type: 'options',
		options: periods,
		default: 'yesterday',
		description:
			"When the exports were created. Days and months are those of the workflow's time zone, at the time of the execution.",
	}),
	date('dateFrom', 'From Date', 'Start of the period', {
		required: true,
		...shownAt('between', 'after'),
	}),
	date('dateTo', 'To Date', 'End of the period, which is not part of it', {
		required: true,
		...shownAt('between', 'before'),
	}),
	number('amount', 'Days or Hours', 'How many days, or hours, the period has', 7, {
		typeOptions: { minValue: 1 },
		...shownAt(...COUNTED),
	}),
] as const;

/** The same as filters of a list, each of which narrows it down; to be read by `createdBetween`. */
export const createdFilters = [
	date('createdBefore', 'Created Before', 'Only exports that were created before this'),
	date('createdFrom', 'Created From', 'Only exports that were created at this time or later'),
	defineProperty({
		displayName: 'Created In',
		name: 'period',
		type: 'options',
		options: relativePeriods,
		default: 'yesterday',
		description:
			"Only exports that were created in this period. Days and months are those of the workflow's time zone, at the time of the execution.",
	}),
	number(
		'amount',
		'Created In: Days or Hours',
		'How many days, or hours, the period Last N Days or Last N Hours has',
		7,
		{ typeOptions: { minValue: 1 } },
	),
] as const;

/**
 * The period that all of these filters leave, at this moment; undefined when none is set.
 *
 * @param timezone IANA name
 */
export function createdBetween(
	values: Partial<ValuesOf<typeof createdFilters>>,
	timezone: string,
): Period | undefined {
	const { period, amount = 7, createdFrom = '', createdBefore = '' } = values;
	const relative = period ? periodOf(period, { now: new Date(), timezone, amount }) : undefined;
	const from = [createdFrom, relative?.from ?? ''].sort().at(-1);
	const to = [createdBefore, relative?.to ?? ''].filter(Boolean).sort()[0];
	return from || to ? { from, to } : undefined;
}

/**
 * The period that a user chose, at this moment.
 *
 * @param timezone IANA name
 * @throws UserError when it ends before it begins
 */
export function createdWithin(
	{ period, dateFrom: from, dateTo: to, amount }: ValuesOf<typeof periodProperties>,
	timezone: string,
): Period {
	switch (period) {
		case 'all':
			return {};
		case 'after':
			return { from };
		case 'before':
			return { to };
		case 'between':
			return ordered({ from, to });
		default:
			return periodOf(period, { now: new Date(), timezone, amount });
	}
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
