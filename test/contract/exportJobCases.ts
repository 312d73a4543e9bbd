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
const period = {
	timeFrame: 'between',
	dateFrom: '2026-01-01T00:00:00',
	dateTo: '2026-02-01T00:00:00',
};

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
			run(
				'update',
				{ job: locator(mode, waitingJob), ...(simplify ? atOnce : scheduled), options },
				simplify ? { omits: [...PERIOD, ...SCHEDULE] } : {},
			),
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
		...createAndWaitCases(api),
	];
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
	];
}

const TOKENS = ['oAuth2', 'token'];

/** What the requests leave out that wait for a job and look for its files, by API. */
export function waitingOmits(api: string) {
	const query = (names: string) => names.split(' ').map((name) => `query ${name}`);
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
