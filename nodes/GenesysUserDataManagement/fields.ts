import type { INodeParameterResourceLocator } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { defineProperty } from '../shared/engine/operation';

/** An ID from a list of the account, or typed in. */
const locator = <const Name extends string>(
	name: Name,
	displayName: string,
	search: { method: string; by: string; placeholder: string; mode: string },
) =>
	defineProperty({
		displayName,
		name,
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: search.method, searchable: true },
				placeholder: `Search by a part of the ${search.by}`,
			},
			{
				displayName: search.mode,
				name: 'id',
				type: 'string',
				placeholder: search.placeholder,
			},
		],
	});

export const job = locator('job', 'Export Job', {
	method: 'searchJobs',
	by: 'title',
	placeholder: 'e.g. 1042',
	mode: 'By ID',
});

export const historyRecord = locator('historyRecord', 'History Record', {
	method: 'searchHistory',
	by: 'title',
	placeholder: 'e.g. 5042',
	mode: 'By ID',
});

export const file = locator('file', 'File', {
	method: 'searchFiles',
	by: 'name',
	placeholder: 'e.g. interactions_5042.zip',
	mode: 'By Name',
});

/** What a locator names. @throws UserError when an expression gave something else than a text or number */
export function idOf({ value }: INodeParameterResourceLocator): string {
	const id = typeof value === 'number' ? String(value) : value;
	if (typeof id === 'string' && id.trim() !== '') return id.trim();
	throw new UserError('The ID or name is neither a text nor a number', {
		description: 'Check the expression it comes from.',
	});
}

/** Only the current API has it. */
export const onlyV10 = { show: { '/api': ['udm10'] } };

export const sort = [
	defineProperty({
		displayName: 'Sort By',
		name: 'orderField',
		type: 'string',
		default: '',
		placeholder: 'e.g. createdDate',
		description: 'Name of the field to sort by, as it is in the output',
	}),
	defineProperty({
		displayName: 'Sort Descending',
		name: 'descAsc',
		type: 'boolean',
		default: true,
		description: 'Whether the largest or newest value of the sort field comes first',
	}),
] as const;

export const backgroundUpdate = defineProperty({
	displayName: 'Background Update',
	name: 'bgUpdate',
	type: 'boolean',
	displayOptions: onlyV10,
	default: false,
	description:
		'Whether to mark the request as a background refresh. Genesys does not document what that changes.',
});

export const sourceFilter = defineProperty({
	displayName: 'Source Name or ID',
	name: 'source',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getSources', loadOptionsDependsOn: ['/api'] },
	displayOptions: onlyV10,
	default: '',
	description:
		'Only those of this data source. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
});

export const textFilter = <const Name extends string>(
	name: Name,
	displayName: string,
	description: string,
) => defineProperty({ displayName, name, type: 'string', default: '', description });

export const jobNotFound = {
	'404': {
		message: 'There is no export job with this ID',
		description: 'It may have been deleted. Export Job > Get Many lists the jobs that there are.',
	},
};

export const recordNotFound = {
	'404': {
		message: 'There is no history record with this ID',
		description: 'Export History > Get Many lists the records that there are.',
	},
};

export const inProgress = {
	message: 'Genesys did not delete it',
	description:
		'What is in progress cannot be deleted: cancel it, or wait until it is finished. Otherwise check the ID.',
};
