import { date, filters, text } from '../../../shared/descriptions/fields';
import { byFrom } from '../../../shared/transport/paginate';
import * as things from '../../things';

export const getAll = things.defineOperation({
	kind: 'rows',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many files',
	description: 'Retrieve a list of exported files',
	properties: [
		filters([
			text('name', 'File Name', 'Only files whose name contains this'),
			text('historyId', 'History Record ID', 'Only files of this run', {
				displayOptions: things.filteredBy('historyId'),
			}),
			text('jobTitle', 'Job Title', 'Only files of jobs whose title contains this'),
			things.sourceFilter,
			text('type', 'Type', 'Only files whose type contains this'),
			date('startDate', 'Uploaded After', 'Earliest date at which the file was made'),
			date('endDate', 'Uploaded Before', 'Latest date at which the file was made'),
		]),
	],
	options: things.listOptions,
	request: (values, context) => things.listRequest('/file-metadatas', values, context),
	paginate: byFrom,
});
