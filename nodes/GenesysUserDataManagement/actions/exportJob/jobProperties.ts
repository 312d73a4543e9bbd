import { shownFor } from '../../../shared/apis/exports';
import {
	collection,
	date,
	flag,
	fromAccount,
	number,
	severalFromAccount,
	text,
} from '../../../shared/descriptions/fields';
import { defineProperty } from '../../../shared/descriptions/property';
import { getMedia, getSources, getTypes } from '../../../shared/exports/loadOptions';

/** What is exported, the same for a job that is created, updated, or waited for. */
export const contentProperties = [
	text('title', 'Title', 'Title of the export job', {
		required: true,
		placeholder: 'e.g. Nightly interactions',
	}),
	fromAccount('source', 'Source', 'Where the data comes from', getSources, {
		required: true,
		typeOptions: { loadOptionsDependsOn: ['api'] },
	}),
	defineProperty({
		displayName: 'Job Type',
		name: 'jobType',
		type: 'options',
		displayOptions: shownFor(({ jobType }) => jobType !== 'never'),
		options: [
			{ name: 'Data Sync', value: 'DataSync' },
			{ name: 'UCS', value: 'UCS', description: 'Universal Contact Server' },
		],
		default: 'UCS',
		description: 'Kind of export job. User Data Management V4 takes it only when a job is updated.',
	}),
	fromAccount('dataType', 'Data Type', 'What kind of data to export', getTypes, {
		required: true,
		typeOptions: { loadOptionsDependsOn: ['api', 'source'] },
	}),
	severalFromAccount(
		'media',
		'Media',
		'Media, or other sub-types of the data type, to include',
		getMedia,
		{ required: true, typeOptions: { loadOptionsDependsOn: ['api', 'source', 'dataType'] } },
	),
	defineProperty({
		displayName: 'Timeframe',
		name: 'timeFrame',
		type: 'options',
		options: [
			{ name: 'All', value: 'all', description: 'Everything that there is' },
			{ name: 'Between Dates', value: 'between', description: 'What falls into a period' },
		],
		default: 'between',
		description: 'Which period to export',
	}),
	date('dateFrom', 'From Date', 'Start of the period', {
		required: true,
		displayOptions: { show: { timeFrame: ['between'] } },
	}),
	date('dateTo', 'To Date', 'End of the period', {
		required: true,
		displayOptions: { show: { timeFrame: ['between'] } },
	}),
	collection('additionalFields', 'Additional Fields', 'field', [
		text('description', 'Description', 'Free text that is shown with the job'),
		flag(
			'exportAttachments',
			'Export Attachments',
			'Whether to include attachments of the interactions',
			{ displayOptions: shownFor((version) => version.exportAttachments) },
		),
		text(
			'fileSplitSize',
			'File Split Size',
			'Size at which the output is continued in another file: a number, with KB, MB or GB if it is not bytes',
			{ placeholder: 'e.g. 100MB' },
		),
	]),
] as const;

/** When a job runs. */
export const scheduleProperties = [
	defineProperty({
		displayName: 'Schedule',
		name: 'schedule',
		type: 'options',
		options: [
			{ name: 'Immediately', value: 'immediately', description: 'Run once, now' },
			{
				name: 'On a Schedule',
				value: 'scheduled',
				description: 'Run from a date on, or again and again by a cron expression',
			},
		],
		default: 'immediately',
		description: 'When the job runs',
	}),
	text(
		'cron',
		'Cron Expression',
		'When to run again, as your Genesys account writes it: five to seven fields. Left empty, the job runs once, at Start Date.',
		{ placeholder: 'e.g. 0 0 2 * * ?', displayOptions: { show: { schedule: ['scheduled'] } } },
	),
	date('startDate', 'Start Date', 'First run', {
		displayOptions: { show: { schedule: ['scheduled'] } },
	}),
	number('runs', 'Runs', 'How often the job runs in all. 0 means no limit.', 0, {
		typeOptions: { minValue: 0 },
		displayOptions: { show: { schedule: ['scheduled'] } },
	}),
	flag('suspended', 'Suspended', 'Whether the job waits until it is resumed'),
] as const;
