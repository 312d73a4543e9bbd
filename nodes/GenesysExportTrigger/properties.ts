import { exportApis } from '../shared/apis/exports';
import { apiProperties } from '../shared/descriptions/common';
import { filters, fromAccount, options, text } from '../shared/descriptions/fields';
import { locator } from '../shared/descriptions/locator';
import { defineProperty, type Property } from '../shared/descriptions/property';
import { getSources } from '../shared/exports/loadOptions';
import { statusOptions, wantedFiles } from '../shared/exports/properties';
import { searchJobs } from '../shared/exports/searches';

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
	filters([
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
	]),
	options(statusOptions),
] as const;

export const properties: Property[] = [...apiProperties(exportApis), ...settings];
