import { defineOperation } from '../../../shared/engine/operation';
import { listQuery } from '../../../shared/exports/versions';
import { byFrom } from '../../../shared/transport/paginate';
import { backgroundUpdate, onlyV10, sort, sourceFilter, textFilter } from '../../fields';

/** `GET /export/history` */
export const getAll = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many history records',
	description: 'Retrieve a list of the runs of export jobs',
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				textFilter('fileName', 'File Name', 'Only runs whose file name contains this'),
				{
					displayName: 'Job ID',
					name: 'jobId',
					type: 'string',
					displayOptions: onlyV10,
					default: '',
					description: 'Only runs of this export job',
				},
				sourceFilter,
				{
					displayName: 'Status Name or ID',
					name: 'status',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getStatuses' },
					default: '',
					description:
						'Only runs with this status. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				textFilter('title', 'Title', 'Only runs whose title contains this'),
				textFilter('type', 'Type', 'Only runs whose type contains this'),
			],
		},
	],
	options: [...sort, backgroundUpdate],
	request: ({ filters, options: { orderField, descAsc, bgUpdate } }, { api }) => ({
		method: 'GET',
		path: '/export/history',
		query: listQuery({ ...filters, orderField, descAsc, bgUpdate }, api),
	}),
	paginate: byFrom,
});
