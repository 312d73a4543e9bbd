import { flag, severalFromAccount } from '../descriptions/fields';
import { outputField } from '../descriptions/files';
import { defineProperty } from '../descriptions/property';
import { getStatuses } from './loadOptions';

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
