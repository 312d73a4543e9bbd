import { defineOperation } from '../../../shared/engine/operation';
import { job, jobRequest, jobSummary } from '../../things';

export const get = defineOperation({
	kind: 'thing',
	value: 'get',
	name: 'Get',
	action: 'Get export job by its ID with all that is known of how it is set up',
	description: 'Retrieve an export job',
	properties: [job],
	request: (values) => jobRequest(values.job),
	simplify: jobSummary,
});
