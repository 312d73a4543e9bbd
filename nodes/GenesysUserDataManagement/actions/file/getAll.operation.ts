import { isoDate } from '../../../shared/descriptions/dates';
import { defineOperation } from '../../../shared/engine/operation';
import { listQuery } from '../../../shared/exports/versions';
import { byFrom } from '../../../shared/transport/paginate';
import { backgroundUpdate, onlyV10, sort, sourceFilter, textFilter } from '../../fields';

/** `GET /file-metadatas` */
export const getAll = defineOperation({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many files',
	description: 'Retrieve a list of exported files',
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				textFilter('name', 'File Name', 'Only files whose name contains this'),
				{
					displayName: 'History Record ID',
					name: 'historyId',
					type: 'string',
					displayOptions: onlyV10,
					default: '',
					description: 'Only files of this run',
				},
				textFilter('jobTitle', 'Job Title', 'Only files of jobs whose title contains this'),
				sourceFilter,
				textFilter('type', 'Type', 'Only files whose type contains this'),
				{
					displayName: 'Uploaded After',
					name: 'startDate',
					type: 'dateTime',
					default: '',
					description: 'Earliest date at which the file was made',
				},
				{
					displayName: 'Uploaded Before',
					name: 'endDate',
					type: 'dateTime',
					default: '',
					description: 'Latest date at which the file was made',
				},
			],
		},
	],
	options: [...sort, backgroundUpdate],
	request: ({ filters, options: { orderField, descAsc, bgUpdate } }, { api, timezone }) => {
		const { startDate, endDate, ...texts } = filters;
		return {
			method: 'GET',
			path: '/file-metadatas',
			query: listQuery(
				{
					...texts,
					startDate: startDate ? isoDate(startDate, timezone) : undefined,
					endDate: endDate ? isoDate(endDate, timezone) : undefined,
					orderField,
					descAsc,
					bgUpdate,
				},
				api,
			),
		};
	},
	paginate: byFrom,
});
