import { UserError } from 'n8n-workflow';
import { date, flag, fromAccount, number, severalFromAccount, text } from '../descriptions/fields';
import { outputField } from '../descriptions/files';
import { locator } from '../descriptions/locator';
import { defineProperty, type ValuesOf } from '../descriptions/property';
import { getSources, getStatuses } from './loadOptions';
import { COUNTED, periodOf, relativePeriods, type Period } from './periods';
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

/** In which period exports were created, to be read by `createdWithin`. */
export const periodProperties = [
	defineProperty({
		displayName: 'Period',
		name: 'period',
		type: 'options',
		options: [
			{ name: 'Any Time', value: 'anyTime', description: 'All exports in the history' },
			{
				name: 'Between Dates',
				value: 'between',
				description: 'One of the dates can be left empty',
			},
			...relativePeriods,
		],
		default: 'yesterday',
		description:
			"When the exports were created. Days and months are those of the workflow's time zone.",
	}),
	number('periodAmount', 'Number of Days or Hours', 'How many of them the period has', 7, {
		typeOptions: { minValue: 1 },
		displayOptions: { show: { period: [...COUNTED] } },
	}),
	date('createdFrom', 'Created From', 'Start of the period', {
		displayOptions: { show: { period: ['between'] } },
	}),
	date('createdBefore', 'Created Before', 'End of the period, which is not in it', {
		displayOptions: { show: { period: ['between'] } },
	}),
] as const;

/**
 * The period that a user chose, at this moment.
 *
 * @param timezone IANA name
 * @throws UserError when it has neither a beginning nor an end, though it should have, or ends before it begins
 */
export function createdWithin(values: ValuesOf<typeof periodProperties>, timezone: string): Period {
	const { period, periodAmount: amount, createdFrom: from, createdBefore: to } = values;
	if (period === 'anyTime') return {};
	if (period !== 'between') return periodOf(period, { now: new Date(), timezone, amount });
	if (!from && !to) {
		throw new UserError('The period has no dates', {
			description: 'Fill in Created From, Created Before, or both; or choose Any Time.',
		});
	}
	if (from && to && from >= to) {
		throw new UserError('Created From is not before Created Before', {
			description: `The period would be from ${from} to ${to}. Swap the dates.`,
		});
	}
	return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
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
