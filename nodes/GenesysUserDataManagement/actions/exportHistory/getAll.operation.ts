import { filters, text } from '../../../shared/descriptions/fields';
import { byFrom } from '../../../shared/transport/paginate';
import * as things from '../../things';

export const getAll = things.defineOperation({
	kind: 'rows',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many history records',
	description: 'Retrieve a list of the runs of export jobs',
	properties: [
		filters([
			text('fileName', 'File Name', 'Only runs whose file name contains this'),
			text('jobId', 'Job ID', 'Only runs of this export job', {
				displayOptions: things.filteredBy('jobId'),
			}),
			things.sourceFilter,
			things.statusFilter,
			text('title', 'Title', 'Only runs whose title contains this'),
			text('type', 'Type', 'Only runs whose type contains this'),
		]),
	],
	options: things.listOptions,
	request: (values, context) => things.listRequest('/export/history', values, context),
	paginate: byFrom,
	simplify: things.recordSummary,
});
