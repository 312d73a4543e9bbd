import type { INodeParameters } from 'n8n-workflow';
import { waitingOmits } from './exportJobCases';
import { locator, requestOptions, type PreparedExports, type WireCase } from './wireCase';

const MODES = ['list', 'id'];

/** Periods in which nothing was exported that is in the simulator, and those in which all of it was. */
const EMPTY_PERIODS: INodeParameters[] = [
	...['yesterday', 'last7Days', 'last30Days', 'lastMonth'].map((period) => ({ period })),
	{ period: 'lastDays', days: 3 },
	{ period: 'before', dateTo: '2020-01-01T00:00:00' },
];
const FULL_PERIODS: INodeParameters[] = [
	{ period: 'lastHours', hours: 2 },
	{ period: 'after', dateFrom: '2020-01-01T00:00:00' },
	{ period: 'between', dateFrom: '2020-01-01T00:00:00', dateTo: '2100-01-01T00:00:00' },
];
/** Whose beginning can be now. */
const CURRENT_PERIODS: INodeParameters[] = ['all', 'today', 'thisMonth'].map((period) => ({
	period,
}));

const waits = { waitLimit: 0, downloadFiles: true, outputField: 'export' };
const options = {
	...{ ...requestOptions, concurrency: 1, longestInterval: 1 },
	...{ doneStatuses: ['READY'], failedStatuses: ['LOST'] },
};
/** For a list that is read without these filters. */
const unfiltered = (names: string) => names.split(' ').map((name) => `query ${name}`);

/** Runs that wait for exports which are there already. */
export function exportWaitCases(api: string, prepared: PreparedExports): WireCase[] {
	const { finishedJobs, records, runningRecord } = prepared;
	const { history, files } = waitingOmits(api);
	const run = (operation: string, parameters: INodeParameters, more: Partial<WireCase> = {}) => ({
		operation: `genesysUserDataManagement.${operation}`,
		parameters: { options, ...waits, ...parameters },
		...more,
	});
	const many = (parameters: INodeParameters, more: Partial<WireCase>) =>
		run('exportHistory.waitForFilesOfMany', parameters, more);
	// One way to sign in is enough for what only differs in the period.
	const authentication = api === 'udm10' ? 'token' : 'apiKey';
	const v10 = api === 'udm10';
	const filters = {
		...{ job: locator('id', finishedJobs[0]), source: 'UCS' },
		...{ title: 'Finished', type: 'Interactions', status: 'COMPLETED' },
	};
	const filtered = unfiltered(v10 ? 'fileName bgUpdate' : 'fileName');
	const byStatus = unfiltered(
		v10 ? 'jobId title fileName type source bgUpdate' : 'title fileName type',
	);
	const status = { authentication, filters: { status: 'COMPLETED' } };
	const both = {
		statuses: [200, 200, 303, 200, 303],
		omits: [...byStatus, ...files, ...files],
	};
	return [
		...MODES.flatMap((mode) => [
			run(
				'exportJob.waitForFiles',
				{ job: locator(mode, finishedJobs[0]) },
				{ statuses: [200, 200, 200, 303], omits: [...history, ...files] },
			),
			run(
				'exportHistory.waitForFiles',
				{ historyRecord: locator(mode, records[0]) },
				{ statuses: [200, 200, 303], omits: files },
			),
			many(
				{ ...FULL_PERIODS[0], filters: { ...filters, job: locator(mode, finishedJobs[0]) } },
				{ statuses: [200, 200, 303], omits: [...filtered, ...files] },
			),
		]),
		run(
			'exportHistory.waitForFiles',
			{ historyRecord: locator('id', runningRecord) },
			{
				statuses: [200, 200],
				error: `Export "Running" (history record ${runningRecord}) is not finished after 0 minutes`,
			},
		),
		...EMPTY_PERIODS.map((period) =>
			many({ ...period, ...status }, { statuses: [200], omits: byStatus, empty: true }),
		),
		...[...FULL_PERIODS, ...CURRENT_PERIODS].map((period) => many({ ...period, ...status }, both)),
		...listCases(api, authentication),
	];
}

/** Runs that list the history of a period. */
function listCases(api: string, authentication: string): WireCase[] {
	const names = 'title fileName type status';
	const omits = unfiltered(api === 'udm10' ? `jobId ${names} source bgUpdate` : names);
	const list = (period: INodeParameters, more: Partial<WireCase> = {}) => ({
		operation: 'genesysUserDataManagement.exportHistory.getAll',
		parameters: { authentication, returnAll: true, ...period, options: requestOptions },
		omits,
		...more,
	});
	return [
		...EMPTY_PERIODS.map((period) => list(period, { empty: true })),
		...[...FULL_PERIODS, ...CURRENT_PERIODS].map((period) =>
			list(
				period,
				period.period === 'all' ? { omits: [...unfiltered('descAsc orderField'), ...omits] } : {},
			),
		),
	];
}
