import { defineProperty } from '../engine/operation';
import { outputField } from './files';

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
		typeOptions: { loadOptionsMethod: 'getStatuses' },
		default: [],
		description:
			'Statuses that mean that an export is finished, beside those whose word says so. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	}),
	defineProperty({
		displayName: 'Failed Status Names or IDs',
		name: 'failedStatuses',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getStatuses' },
		default: [],
		description:
			'Statuses that mean that an export failed, beside those whose word says so. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	}),
] as const;
