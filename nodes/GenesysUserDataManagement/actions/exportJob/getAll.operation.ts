import { defineOperation } from '../../../shared/engine/operation';
import { listQuery } from '../../../shared/exports/versions';
import { byFrom } from '../../../shared/transport/paginate';
import { backgroundUpdate, sort, sourceFilter, textFilter } from '../../fields';

/** `GET /export/jobs` */
export const getAll = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many export jobs',
	description: 'Retrieve a list of export jobs',
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				textFilter('scheduleType', 'Schedule Type', 'Only jobs whose schedule type contains this'),
				sourceFilter,
				{
					displayName: 'Suspended',
					name: 'suspend',
					type: 'boolean',
					default: true,
					description: 'Whether to return suspended jobs only, or only those that are not',
				},
				textFilter('title', 'Title', 'Only jobs whose title contains this'),
				textFilter('type', 'Type', 'Only jobs whose type contains this'),
			],
		},
	],
	options: [...sort, backgroundUpdate],
	request: ({ filters, options: { orderField, descAsc, bgUpdate } }, { api }) => ({
		method: 'GET',
		path: '/export/jobs',
		query: listQuery({ ...filters, orderField, descAsc, bgUpdate }, api),
	}),
	paginate: byFrom,
});
