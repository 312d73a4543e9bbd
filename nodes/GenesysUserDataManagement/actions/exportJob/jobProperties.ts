import { shownFor } from '../../../shared/apis/exports';
import { defineProperty } from '../../../shared/descriptions/property';
import { getMedia, getSources, getTypes } from '../../../shared/exports/loadOptions';

/** What is exported, the same for a job that is created, updated, or waited for. */
export const contentProperties = [
	defineProperty({
		displayName: 'Title',
		name: 'title',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Nightly interactions',
		description: 'Title of the export job',
	}),
	defineProperty({
		displayName: 'Source Name or ID',
		name: 'source',
		type: 'options',
		loadOptions: getSources,
		typeOptions: { loadOptionsDependsOn: ['api'] },
		required: true,
		default: '',
		description:
			'Where the data comes from. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
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
		description: 'Kind of export job. User Data Management V4 takes it for an update only.',
	}),
	defineProperty({
		displayName: 'Data Type Name or ID',
		name: 'dataType',
		type: 'options',
		loadOptions: getTypes,
		typeOptions: { loadOptionsDependsOn: ['api', 'source'] },
		required: true,
		default: '',
		description:
			'What kind of data to export. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	}),
	defineProperty({
		displayName: 'Media Names or IDs',
		name: 'media',
		type: 'multiOptions',
		loadOptions: getMedia,
		typeOptions: { loadOptionsDependsOn: ['api', 'source', 'dataType'] },
		required: true,
		default: [],
		description:
			'Media, or other sub-types of the data type, to include. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	}),
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
	defineProperty({
		displayName: 'From Date',
		name: 'dateFrom',
		type: 'dateTime',
		required: true,
		displayOptions: { show: { timeFrame: ['between'] } },
		default: '',
		description: "Start of the period. A date without an offset is in the workflow's time zone.",
	}),
	defineProperty({
		displayName: 'To Date',
		name: 'dateTo',
		type: 'dateTime',
		required: true,
		displayOptions: { show: { timeFrame: ['between'] } },
		default: '',
		description: "End of the period. A date without an offset is in the workflow's time zone.",
	}),
	defineProperty({
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		options: [
			defineProperty({
				displayName: 'Description',
				name: 'description',
				type: 'string',
				default: '',
				description: 'Free text that is shown with the job',
			}),
			defineProperty({
				displayName: 'Export Attachments',
				name: 'exportAttachments',
				type: 'boolean',
				displayOptions: shownFor((version) => version.exportAttachments),
				default: false,
				description: 'Whether to include attachments of the interactions',
			}),
			defineProperty({
				displayName: 'File Split Size',
				name: 'fileSplitSize',
				type: 'string',
				default: '',
				placeholder: 'e.g. 100MB',
				description:
					'Size at which the output is continued in another file: a number, with KB, MB or GB if it is not bytes',
			}),
		],
	}),
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
	defineProperty({
		displayName: 'Cron Expression',
		name: 'cron',
		type: 'string',
		displayOptions: { show: { schedule: ['scheduled'] } },
		default: '',
		placeholder: 'e.g. 0 0 2 * * ?',
		description:
			'When to run again, as your Genesys account writes it: five to seven fields. Left empty, the job runs once, at Start Date.',
	}),
	defineProperty({
		displayName: 'Start Date',
		name: 'startDate',
		type: 'dateTime',
		displayOptions: { show: { schedule: ['scheduled'] } },
		default: '',
		description: "First run. A date without an offset is in the workflow's time zone.",
	}),
	defineProperty({
		displayName: 'Runs',
		name: 'runs',
		type: 'number',
		typeOptions: { minValue: 0 },
		displayOptions: { show: { schedule: ['scheduled'] } },
		default: 0,
		description: 'How often the job runs in all. 0 means no limit.',
	}),
	defineProperty({
		displayName: 'Suspended',
		name: 'suspended',
		type: 'boolean',
		default: false,
		description: 'Whether the job waits until it is resumed',
	}),
] as const;
