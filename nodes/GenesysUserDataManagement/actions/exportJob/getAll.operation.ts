import { defineOperation } from '../../operation';
import { byFrom } from '../../../shared/transport/paginate';
import {
	filters,
	jobSummary,
	listOptions,
	listRequest,
	sourceFilter,
	textFilter,
} from '../../things';

export const getAll = defineOperation({
	kind: 'rows',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many export jobs',
	description: 'Retrieve a list of export jobs',
	properties: [
		filters([
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
		]),
	],
	options: listOptions,
	request: (values, context) => listRequest('/export/jobs', values, context),
	paginate: byFrom,
	simplify: jobSummary,
});
