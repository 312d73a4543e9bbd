import { shownFor } from '../../../shared/apis/exports';
import {
	collection,
	date,
	flag,
	fromAccount,
	notice,
	number,
	severalFromAccount,
	text,
} from '../../../shared/descriptions/fields';
import { inOrder } from '../../../shared/descriptions/order';
import { DAYS_OF_WORKFLOW, periodFields, periods } from '../../../shared/descriptions/periods';
import {
	defineProperty,
	type Property,
	type ValuesOf,
} from '../../../shared/descriptions/property';
import { getMedia, getSources, getTypes } from '../../../shared/exports/loadOptions';
import type { StatusMeaning } from '../../../shared/exports/status';

const required = <const P extends Property>(property: P) => ({
	...property,
	required: true as const,
});

const onSchedule = { displayOptions: { show: { schedule: ['scheduled'] } } };

const title = text('title', 'Title', 'Title of the export job', {
	placeholder: 'e.g. Nightly interactions',
});

const source = fromAccount('source', 'Source', 'Where the data comes from, e.g. UCS', getSources, {
	typeOptions: { loadOptionsDependsOn: ['api'] },
});

const jobType = defineProperty({
	displayName: 'Job Type',
	name: 'jobType',
	type: 'options',
	displayOptions: shownFor(({ jobType: has }) => has !== 'never'),
	options: [
		{ name: 'Data Sync', value: 'DataSync' },
		{ name: 'UCS', value: 'UCS', description: 'Universal Contact Server' },
	],
	default: 'UCS',
	description: 'Kind of export job. User Data Management V4 takes it only when a job is updated.',
});

const dataType = fromAccount(
	'dataType',
	'Data Type',
	'What kind of data to export, e.g. Interactions',
	getTypes,
	{
		typeOptions: { loadOptionsDependsOn: ['api', '&source'] },
	},
);

const media = severalFromAccount(
	'media',
	'Media',
	'Media, or other sub-types of the data type, to include, e.g. email',
	getMedia,
	{ typeOptions: { loadOptionsDependsOn: ['api', '&source', '&dataType'] } },
);

const timeFrames = inOrder(
	[
		...periods,
		{
			name: 'Since Last Run',
			value: 'sinceLastRun',
			description: 'From where the exports with this title have got to, up to now',
		} as const,
	],
	'name',
);

const timeFrame = defineProperty({
	displayName: 'Timeframe',
	name: 'timeFrame',
	type: 'options',
	options: timeFrames,
	default: 'between',
	description: `Which period to export. ${DAYS_OF_WORKFLOW}.`,
});

const { dateFrom, dateTo, days, hours } = periodFields('timeFrame');

const firstFrom = date(
	'firstFrom',
	'First Run From',
	'Start of the period when no export with this title is finished yet',
	{ displayOptions: { show: { timeFrame: ['sinceLastRun'] } } },
);

const description = text(
	'description',
	'Description',
	'Free text that is shown with the job, e.g. For the data warehouse',
);

const exportAttachments = flag(
	'exportAttachments',
	'Export Attachments',
	'Whether to include attachments of the interactions',
	{ displayOptions: shownFor((version) => version.exportAttachments) },
);

const fileSplitSize = text(
	'fileSplitSize',
	'File Split Size',
	'Size at which the output is continued in another file, as your Genesys account writes it. Genesys documents no unit.',
	{ placeholder: 'e.g. 100MB' },
);

/** What is exported, the same for a job that is created, or waited for. */
export const contentProperties = [
	required(title),
	required(source),
	jobType,
	required(dataType),
	required(media),
	timeFrame,
	dateFrom,
	dateTo,
	days,
	hours,
	required(firstFrom),
] as const;

/** What few jobs have. */
export const additionalFields = collection('additionalFields', 'Additional Fields', 'field', [
	description,
	exportAttachments,
	fileSplitSize,
]);

const schedule = defineProperty({
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
});

const cron = text(
	'cron',
	'Cron Expression',
	'When to run again, as your Genesys account writes it: five to seven fields. Left empty, the job runs once, at Start Date.',
	{ placeholder: 'e.g. 0 0 2 * * ?' },
);

const startDate = date('startDate', 'Start Date', 'First run');

const runs = number('runs', 'Runs', 'How often the job runs in all, e.g. 5. 0 means no limit.', 0, {
	typeOptions: { minValue: 0, numberPrecision: 0 },
});

const suspended = flag('suspended', 'Suspended', 'Whether the job waits until it is resumed');

/** Said where somebody would expect another period at each run. */
export const SAME_PERIOD =
	'Genesys keeps the dates of a job: with a cron expression, each run exports the same period again. For a new period each time, start the workflow with a Schedule Trigger, and let the job run immediately.';

/** When a job runs. */
export const scheduleProperties = [
	schedule,
	{
		...notice('samePeriod', SAME_PERIOD),
		displayOptions: {
			show: {
				...onSchedule.displayOptions.show,
				timeFrame: timeFrames
					.map(({ value }) => value)
					.filter((value) => value !== 'all' && value !== 'after'),
			},
		},
	},
	{ ...cron, ...onSchedule },
	{ ...startDate, ...onSchedule },
	{ ...runs, ...onSchedule },
	suspended,
] as const;

/** A date of a job can be changed alone: the job has the rest of its period. */
const standalone = <const P extends Property>({
	required: _,
	displayOptions: __,
	...property
}: P) => property;

/** What can be changed of a job. */
export const changeable = [
	cron,
	dataType,
	days,
	description,
	exportAttachments,
	fileSplitSize,
	firstFrom,
	standalone(dateFrom),
	hours,
	jobType,
	media,
	runs,
	schedule,
	source,
	startDate,
	suspended,
	timeFrame,
	title,
	standalone(dateTo),
] as const;

/** Said before the error that would say it. */
export const untold = {
	...notice(
		'untold',
		'V10 does not tell the Schedule and the Job Type of a job: add both to the fields below.',
	),
	displayOptions: shownFor(({ jobType: has }) => has === 'always'),
} as const;

/** Fields of a job that are changed; all others stay as Genesys tells them. */
export const changes = <const Name extends string>(name: Name, displayName: string) =>
	collection(name, displayName, 'field', changeable, {
		description: 'What is not added stays as it is',
	});

/** The fields of a job, and when it runs. */
export type Content = ValuesOf<readonly [...typeof contentProperties, typeof additionalFields]>;
export type Schedule = Omit<ValuesOf<typeof scheduleProperties>, 'samePeriod'>;

/** All that a user can fill in of a job, side by side; the options say which exports count as the last one. */
export type JobFields = Omit<Content, 'additionalFields'> &
	Content['additionalFields'] &
	Schedule & { options?: StatusMeaning };
