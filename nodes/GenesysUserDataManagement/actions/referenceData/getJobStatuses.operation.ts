import { defineOperation } from '../../../shared/engine/operation';

export const getJobStatuses = defineOperation({
	kind: 'rows',
	value: 'getJobStatuses',
	name: 'Get Job Statuses',
	action: 'Get job statuses that export run can have for use as filter',
	description: 'Retrieve the statuses that an export can have',
	properties: [],
	request: () => ({ method: 'GET', path: '/data/job-statuses' }),
	undocumented: true,
});
