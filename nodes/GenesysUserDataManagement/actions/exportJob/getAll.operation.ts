import { byFrom } from '../../../shared/transport/paginate';
import { defineOperation, jobFilters, jobSummary, listOptions, listRequest } from '../../things';

export const getAll = defineOperation({
	kind: 'rows',
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many export jobs that match source or title or type or schedule',
	description: 'Retrieve a list of export jobs',
	properties: [jobFilters],
	options: listOptions,
	request: async (values, context) => await listRequest('/export/jobs', values, context),
	paginate: byFrom,
	simplify: jobSummary,
});
