import type { IDataObject } from 'n8n-workflow';
import { listQuery, shownFor, type ExportApi } from '../shared/apis/exports';
import { firstOf } from '../shared/descriptions/choices';
import { date, filters, flag, fromAccount, text } from '../shared/descriptions/fields';
import { locator } from '../shared/descriptions/locator';
import type { ValuesOf } from '../shared/descriptions/property';
import { inTools, inWorkflows } from '../shared/descriptions/asTool';
import { operationsOf, type Context } from '../shared/engine/operation';
import { getSources, getStatuses } from '../shared/exports/loadOptions';
import { valueOf } from '../shared/exports/named';
import { searchFiles, searchHistory, searchJobs } from '../shared/exports/searches';
import type { ApiRequest, Explanations, Query } from '../shared/transport/api';
import { path } from '../shared/transport/path';

/** Declares an operation that knows in what the version of the chosen API differs (`context.api.version`). */
export const defineOperation = operationsOf<ExportApi>();

export const job = locator('job', 'Export Job ID', {
	list: { search: searchJobs, by: 'a part of the title' },
	id: { placeholder: 'e.g. 1042' },
});

export const historyRecord = locator('historyRecord', 'History Record ID', {
	list: { search: searchHistory, by: 'a part of the title' },
	id: { placeholder: 'e.g. 5042' },
});

export const file = locator('file', 'Exported File Name', {
	list: { search: searchFiles, by: 'a part of the name' },
	id: { label: 'By Name', placeholder: 'e.g. interactions_5042.zip' },
});

/** What names the things of an operation on many: one per item in a workflow, a list in the tool of a model. */
export const several = <const Name extends string>(
	name: Name,
	displayName: string,
	what: string,
	example: string,
) =>
	text(
		name,
		displayName,
		`${what}, separated by commas or as a JSON list, such as ["${example}"]`,
		{ required: true, commaSeparated: true, ...inTools, placeholder: `e.g. ${example}` } as const,
	);

export const manyJobs = [
	{ ...job, ...inWorkflows },
	several('jobs', 'Export Job IDs', 'IDs of the export jobs', '1042'),
] as const;

export const manyRecords = [
	{ ...historyRecord, ...inWorkflows },
	several('historyRecords', 'History Record IDs', 'IDs of the history records', '5042'),
] as const;

export const manyFiles = [
	{ ...file, ...inWorkflows },
	several('files', 'File Names', 'Names of the files', 'interactions_5042.zip'),
] as const;

/** The names of `manyFiles`. */
export const namedFiles = {
	one: ({ file }: ValuesOf<typeof manyFiles>) => file,
	several: ({ files }: ValuesOf<typeof manyFiles>) => files,
	key: 'fileName',
};

/** Shown where a list can be filtered by it. */
export const filteredBy = (parameter: string) =>
	shownFor(({ unknownFilters }) => !unknownFilters.includes(parameter));

/** How a list is sorted and fetched: the options of each Get Many. */
export const listOptions = [
	text('orderField', 'Sort By', 'Name of the field to sort by, as it is in the output', {
		placeholder: 'e.g. createdDate',
	}),
	flag(
		'descAsc',
		'Sort Descending',
		'Whether the largest or newest value of the sort field comes first',
		{ default: true },
	),
	flag(
		'bgUpdate',
		'Background Update',
		'Whether to mark the request as a background refresh. Genesys does not document what that changes.',
		{ displayOptions: filteredBy('bgUpdate') },
	),
] as const;

export const sourceFilter = fromAccount(
	'source',
	'Source',
	'Only those of this data source, e.g. UCS',
	getSources,
	{ typeOptions: { loadOptionsDependsOn: ['api'] }, displayOptions: filteredBy('source') },
);

export const statusFilter = fromAccount(
	'status',
	'Status',
	'Only those with this status, e.g. COMPLETED',
	getStatuses,
);

export const jobFilters = filters([
	text('scheduleType', 'Schedule Type', 'Only jobs whose schedule type contains this, e.g. CRON'),
	sourceFilter,
	flag('suspend', 'Suspended', 'Whether to return suspended jobs, or only those that are not', {
		default: true,
	}),
	text('title', 'Title', 'Only jobs whose title contains this, e.g. Nightly'),
	text('type', 'Type Contains', 'Only jobs whose type contains this, e.g. Interactions'),
]);

export const fileFilters = filters([
	text('name', 'File Name', 'Only files whose name contains this, e.g. interactions'),
	text(
		'historyId',
		'History Record ID',
		'Only files of this run, by the ID of its history record, e.g. 5042',
		{
			displayOptions: filteredBy('historyId'),
		},
	),
	text('jobTitle', 'Job Title', 'Only files of jobs whose title contains this, e.g. Nightly'),
	sourceFilter,
	text('type', 'Type Contains', 'Only files whose type contains this, e.g. zip'),
	date('startDate', 'Uploaded After', 'Earliest date at which the file was made'),
	date('endDate', 'Uploaded Before', 'Latest date at which the file was made'),
]);

/** A list, with the filters and `listOptions` that the version of the API has. */
export const listRequest = async (
	base: string,
	values: {
		filters: Query & { source?: string };
		options: Partial<ValuesOf<typeof listOptions>>;
	},
	context: Context<ExportApi>,
): Promise<ApiRequest> => {
	const { orderField, descAsc, bgUpdate } = values.options;
	const source = await valueOf('source', values.filters.source, context);
	const query = { ...values.filters, source, orderField, descAsc, bgUpdate };
	return { method: 'GET', path: base, query: listQuery(query, context.api) };
};

/** What Simplify leaves of the 16 fields of a job. Get of V10 gives another name to its date, and V4 answers with a definition. */
export const jobSummary = [
	...['id', 'title', 'type', 'source', 'status', 'progress'],
	...['createdDate', 'createdAt', 'dateFrom', 'dateTo', 'fileName'],
	...['timeFrame', 'schedulerParam', 'jobParams', 'suspended'],
];

/** What Simplify leaves of the 16 fields of a history record. */
export const recordSummary = [
	...['id', 'parentId', 'title', 'source', 'status', 'progress'],
	...['createdDate', 'dateFrom', 'dateTo', 'fileName'],
];

/** How messages call an export, by its job. */
export const jobName = (job: IDataObject) => `Export ${titled(job)}(job ${firstOf(job, 'id')})`;

/** The same, by its history record. */
export const recordName = (record: IDataObject) =>
	`Export ${titled(record)}(history record ${firstOf(record, 'id')})`;

/** The title of what an answer is about, in quotes, where it is one. */
function titled(row: IDataObject): string {
	const title = firstOf(row, 'title');
	return title && `"${title}" `;
}

/** A request about one export job. */
export const jobRequest = (id: string, more: Partial<ApiRequest> = {}): ApiRequest => ({
	method: 'GET',
	path: path`/export/jobs/${id}`,
	...more,
	explanations: { ...jobNotFound(id), ...more.explanations },
});

/** A request that changes the state of a job; doing it twice is as doing it once. */
export const jobChange = (change: 'cancel' | 'resume' | 'suspend', id: string): ApiRequest => ({
	...jobRequest(id),
	method: 'POST',
	path: path`/export/jobs/${change}/${id}`,
	idempotent: true,
});

/** A request about one history record; `below` is the rest of its path. */
export const recordRequest = (id: string, below = ''): ApiRequest => ({
	method: 'GET',
	path: path`/export/history/${id}` + below,
	explanations: recordNotFound(id),
});

const jobNotFound = (id: string): Explanations => ({
	'404': {
		message: `There is no export job with the ID ${id}`,
		description: 'It may have been deleted. Export Job > Get Many lists the jobs that there are.',
	},
});

/** The progress of one that is not there is refused as a wrong value (400). */
function recordNotFound(id: string): Explanations {
	const unknown = {
		message: `There is no history record with the ID ${id}`,
		description: 'Export History > Get Many lists the records that there are.',
	};
	return { '400': unknown, '404': unknown };
}

/** What it means when a deletion is refused: 400 by the documents, or 500, which stands for what could not be deleted of many. */
export function deletionRefused(name: string) {
	const notDeleted = {
		message: `Genesys did not delete "${name}"`,
		description:
			'What is in progress cannot be deleted: cancel it, or wait until it is finished. Otherwise check the ID or name: it may have been deleted already.',
	};
	return { '400': notDeleted, '500': notDeleted } satisfies Explanations;
}

/** The request that deletes what another one is about, by its ID or name. */
export const deletionOf = (name: string, request: ApiRequest): ApiRequest => ({
	...request,
	method: 'DELETE',
	explanations: { ...request.explanations, ...deletionRefused(name) },
});
