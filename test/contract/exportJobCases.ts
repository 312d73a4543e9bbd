import type { INodeParameters } from 'n8n-workflow';
import {
	fullAnswer,
	locator,
	requestOptions,
	type PreparedExports,
	type WireCase,
} from './wireCase';

/** What the lists have in common, complete and by a limit. */
export const ENDS: INodeParameters[] = [{ returnAll: true }, { returnAll: false, limit: 7 }];

/** The ways to name a thing, the second with all that Genesys says of it. */
export const MODES = [
	{ mode: 'list', simplify: true, options: requestOptions },
	{ mode: 'id', simplify: false, options: fullAnswer },
];

/** Sorting, of every list; and what only version 10 has. What is sorted upwards comes as Genesys sent it. */
export const listOptions = (api: string, orderField: string, descAsc: boolean) => ({
	...(descAsc ? requestOptions : fullAnswer),
	orderField,
	descAsc,
	...(api === 'udm10' ? { bgUpdate: descAsc } : {}),
});

const run = (operation: string, parameters: INodeParameters, more: Partial<WireCase> = {}) => ({
	operation: `genesysUserDataManagement.exportJob.${operation}`,
	parameters: { options: requestOptions, ...parameters },
	...more,
});

/** What is sent only for a job of a period, and only for one with a schedule. */
const PERIOD = ['body timeFrame.dateFrom', 'body timeFrame.dateTo'];
const SCHEDULE = ['cron', 'runs', 'startDate'].map((name) => `body schedulerParam.${name}`);

const content = (api: string, jobType: string, title: string) => ({
	title,
	source: 'UCS',
	dataType: 'Interactions',
	media: ['chat', 'email'],
	...(api === 'udm10' ? { jobType } : {}),
	additionalFields: {
		description: 'For the archive',
		fileSplitSize: '100MB',
		...(api === 'udm10' ? { exportAttachments: true } : {}),
	},
});
const [dateFrom, dateTo] = ['2026-01-01T00:00:00', '2026-02-01T00:00:00'];
const period = { timeFrame: 'between', dateFrom, dateTo };

/** The other timeframes, and which of their dates are not sent. */
const PERIODS: Array<{ fields: INodeParameters; without: string[] }> = [
	{ fields: { timeFrame: 'after', dateFrom }, without: ['body timeFrame.dateTo'] },
	{ fields: { timeFrame: 'before', dateTo }, without: ['body timeFrame.dateFrom'] },
	...['today', 'yesterday', 'last7Days', 'last30Days', 'thisMonth', 'lastMonth'].map(
		(timeFrame) => ({ fields: { timeFrame }, without: [] }),
	),
	{ fields: { timeFrame: 'lastDays', days: 3 }, without: [] },
	{ fields: { timeFrame: 'lastHours', hours: 3 }, without: [] },
];

const SINCE_LAST_RUN = { timeFrame: 'sinceLastRun', firstFrom: dateFrom };

const query = (names: string) => names.split(' ').map((name) => `query ${name}`);

/** What the look for the last run leaves out. */
const lastRunOmits = (api: string) =>
	query(api === 'udm10' ? 'jobId fileName type status source bgUpdate' : 'fileName type status');

/** Runs on export jobs. */
export function exportJobCases(api: string, prepared: PreparedExports): WireCase[] {
	const { finishedJobs, runningJob, waitingJob, suspendedJob } = prepared;
	const v10 = api === 'udm10';
	const scheduled = {
		...content(api, 'UCS', 'Nightly'),
		...period,
		schedule: 'scheduled',
		cron: '0 0 2 * * ?',
		startDate: '2099-01-01T00:00:00',
		runs: 3,
		suspended: true,
	};
	const atOnce = {
		...content(api, 'DataSync', 'At once'),
		timeFrame: 'all',
		schedule: 'immediately',
		suspended: false,
	};
	const filters = {
		scheduleType: 'cron',
		title: 'Waiting',
		type: 'Interactions',
		...(v10 ? { source: 'UCS' } : {}),
	};
	return [
		run('create', scheduled, { statuses: [202] }),
		run(
			'create',
			{ ...atOnce, options: fullAnswer },
			{ statuses: [202], omits: [...PERIOD, ...SCHEDULE] },
		),
		...PERIODS.map(({ fields, without }) =>
			run(
				'create',
				{ ...atOnce, ...fields, authentication: 'token' },
				{ statuses: [202], omits: [...without, ...SCHEDULE] },
			),
		),
		run(
			'create',
			{ ...atOnce, ...SINCE_LAST_RUN, title: 'Finished' },
			{ statuses: [200, 202], omits: [...lastRunOmits(api), ...SCHEDULE] },
		),
		...ENDS.map((end, index) =>
			run('getAll', {
				...end,
				simplify: index === 0,
				filters: { ...filters, suspend: index === 0 },
				options: listOptions(api, 'createdDate', index === 0),
			}),
		),
		...MODES.flatMap(({ mode, options, simplify }) => [
			run('get', { job: locator(mode, waitingJob), simplify, options }),
			run('cancel', { job: locator(mode, runningJob), options }),
			run('suspend', { job: locator(mode, waitingJob), options }),
			run('resume', { job: locator(mode, suspendedJob), options }),
			run('delete', { job: locator(mode, finishedJobs[0]), options }, { statuses: [204] }),
			run(
				'deleteMany',
				{ job: locator(mode, '={{ $json.id }}'), options: { ...requestOptions, batchSize: 2 } },
				{ items: finishedJobs.map((id) => ({ id })), statuses: [204] },
			),
		]),
		...changeCases(api, prepared),
		...createAndWaitCases(api),
	];
}

/** Runs that change a job, or make another one of it. */
function changeCases(api: string, { waitingJob }: PreparedExports): WireCase[] {
	const { additionalFields, ...fields } = content(api, 'UCS', 'Changed');
	const jobType = (value: string) => (api === 'cdds' ? {} : { jobType: value });
	const everything = {
		...{ ...fields, ...additionalFields, ...jobType('UCS'), ...period, suspended: true },
		...{ schedule: 'scheduled', cron: '0 0 2 * * ?', startDate: '2099-01-01T00:00:00', runs: 3 },
	};
	/** What Genesys does not tell of a job. The one that is changed has no description and no size. */
	const least = { ...jobType('DataSync'), schedule: 'immediately' };
	const found = api === 'udm4' ? [200] : [200, 200];
	const omits = (dates: string[], history: string[] = []) => [
		...(api === 'udm10' ? query('descAsc orderField scheduleType type source bgUpdate') : []),
		...(api === 'cdds' ? query('descAsc orderField type scheduleType') : []),
		...[...history, ...dates, ...(api === 'udm10' ? [] : ['body fileSplitSize'])],
		...['body description', ...SCHEDULE, 'body jobParams.fileSplitSize'],
	];
	const changes = [
		...MODES.flatMap(({ mode, options }) => [
			{ mode, options, changed: everything, statuses: [200] },
			{ mode, options, changed: least, statuses: found, omits: omits(PERIOD) },
		]),
		...PERIODS.map(({ fields: dates, without }) => ({
			...{ mode: 'id', authentication: 'token' },
			...{ changed: { ...least, ...dates }, statuses: found, omits: omits(without) },
		})),
		{
			...{ mode: 'id', authentication: 'token' },
			changed: { ...least, ...SINCE_LAST_RUN, title: 'Waiting' },
			...{ statuses: [...found, 204], omits: omits([], lastRunOmits(api)) },
		},
		{
			...{ mode: 'id', authentication: 'token' },
			changed: { ...least, timeFrame: 'all' },
			...{ statuses: found, omits: omits(PERIOD) },
		},
	];
	return [
		{ operation: 'clone', collection: 'changedFields', status: 202 },
		{ operation: 'update', collection: 'updateFields', status: 200 },
	].flatMap(({ operation, collection, status }) =>
		changes.map(({ mode, changed, statuses, omits: left, ...more }) =>
			run(
				operation,
				{ job: locator(mode, waitingJob), [collection]: changed, ...more },
				{ statuses: [...statuses, status], omits: left },
			),
		),
	);
}

/** Runs that each take seconds, and of which each has one way to sign in only. */
function createAndWaitCases(api: string): WireCase[] {
	const { job, history, files } = waitingOmits(api);
	const options = { ...requestOptions, longestInterval: 1 };
	const waits = { waitLimit: 1, downloadFiles: true, outputField: 'export' };
	const [first, second, third] = api === 'udm10' ? [...TOKENS, 'token'] : ['apiKey', ...TOKENS];
	return [
		run(
			'createAndWait',
			{
				authentication: first,
				...content(api, 'UCS', 'Awaited'),
				...period,
				...waits,
				options: { ...options, doneStatuses: ['READY'], failedStatuses: ['LOST'] },
			},
			{
				// Two media make two files.
				statuses: [202, 200, 200, 200, 200, 200, 303, 303],
				omits: [...job, ...history, ...files],
			},
		),
		run(
			'createAndWait',
			{
				authentication: second,
				...content(api, 'DataSync', 'Awaited'),
				timeFrame: 'all',
				...waits,
				downloadFiles: false,
				options,
			},
			{
				statuses: [202, 200, 200, 200, 200, 200],
				omits: [...PERIOD, ...job, ...history, ...files],
			},
		),
		run(
			'createAndWait',
			{
				authentication: third,
				...content(api, 'UCS', 'Given up'),
				...period,
				...waits,
				waitLimit: 0,
				options: { ...options, cancelJob: true },
			},
			{
				statuses: [202, 200, 200, 200],
				omits: [...job, ...history],
				error: 'Export "Given up" (job 1006) is not finished after 0 minutes',
			},
		),
		...[...PERIODS, { fields: SINCE_LAST_RUN, without: lastRunOmits(api) }].map(
			({ fields, without }) => {
				const asked = fields.timeFrame === 'sinceLastRun' ? [200] : [];
				return run(
					'createAndWait',
					{
						authentication: 'token',
						...content(api, 'UCS', 'Finished'),
						...fields,
						...waits,
						waitLimit: 0,
						options,
					},
					{
						statuses: [...asked, 202, 200, 200],
						omits: [...without, ...job, ...history],
						error: 'Export "Finished" (job 1006) is not finished after 0 minutes',
					},
				);
			},
		),
	];
}

const TOKENS = ['oAuth2', 'token'];

/** What the requests leave out that wait for a job and look for its files, by API. */
export function waitingOmits(api: string) {
	return api === 'udm10'
		? {
				job: SCHEDULE,
				history: query('title fileName type status source bgUpdate'),
				files: query('descAsc orderField jobTitle name type source startDate endDate bgUpdate'),
			}
		: {
				job: SCHEDULE,
				history: query('fileName type status'),
				files: query('descAsc orderField startDate endDate name type'),
			};
}
