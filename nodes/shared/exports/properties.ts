import { outputField } from '../descriptions/files';
import { defineProperty } from '../descriptions/property';
import { getStatuses } from './loadOptions';

/** What becomes of the files of an export. */
export const wantedFiles = [
	defineProperty({
		displayName: 'Download Files',
		name: 'downloadFiles',
		type: 'boolean',
		default: true,
		description: 'Whether to download the files, as one item each, instead of listing them only',
	}),
	defineProperty({ ...outputField, displayOptions: { show: { downloadFiles: [true] } } }),
] as const;

/** For accounts whose status words do not say by themselves what they mean. */
export const statusOptions = [
	defineProperty({
		displayName: 'Done Status Names or IDs',
		name: 'doneStatuses',
		type: 'multiOptions',
		loadOptions: getStatuses,
		default: [],
		description:
			'Statuses that mean that an export is finished, besides those whose word says so. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	}),
	defineProperty({
		displayName: 'Failed Status Names or IDs',
		name: 'failedStatuses',
		type: 'multiOptions',
		loadOptions: getStatuses,
		default: [],
		description:
			'Statuses that mean that an export failed, besides those whose word says so. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	}),
] as const;
