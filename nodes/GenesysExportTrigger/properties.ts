import { exportApis } from '../shared/apis/exports';
import { apiProperties } from '../shared/descriptions/common';
import { filters, options } from '../shared/descriptions/fields';
import { defineProperty, type Property } from '../shared/descriptions/property';
import { exportFilters, statusOptions, wantedFiles } from '../shared/exports/properties';

const { job, source, title, type } = exportFilters;

/** What the user sets, besides where it is read. */
export const settings = [
	defineProperty({
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [
			{
				name: 'Export Cancelled',
				value: 'cancelled',
				description: 'Somebody cancelled the export',
			},
			{ name: 'Export Completed', value: 'done', description: 'The files are ready' },
			{ name: 'Export Failed', value: 'failed', description: 'Genesys could not carry it out' },
		],
		default: ['done'],
		description: 'Events that start the workflow',
	}),
	...wantedFiles,
	filters([job, source, title, type]),
	options(statusOptions),
] as const;

export const properties: Property[] = [...apiProperties(exportApis), ...settings];
