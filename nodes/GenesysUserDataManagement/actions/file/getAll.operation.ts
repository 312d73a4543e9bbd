import { defineOperation } from '../../operation';
import { byFrom } from '../../../shared/transport/paginate';
import * as things from '../../things';

export const getAll = defineOperation({
	kind: 'rows',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many files',
	description: 'Retrieve a list of exported files',
	properties: [
		things.filters([
			things.textFilter('name', 'File Name', 'Only files whose name contains this'),
			{
				...things.textFilter('historyId', 'History Record ID', 'Only files of this run'),
				displayOptions: things.filteredBy('historyId'),
			},
			things.textFilter('jobTitle', 'Job Title', 'Only files of jobs whose title contains this'),
			things.sourceFilter,
			things.textFilter('type', 'Type', 'Only files whose type contains this'),
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
		]),
	],
	options: things.listOptions,
	request: (values, context) => things.listRequest('/file-metadatas', values, context),
	paginate: byFrom,
});
