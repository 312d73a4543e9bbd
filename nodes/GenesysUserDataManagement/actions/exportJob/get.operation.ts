import { defineOperation } from '../../../shared/engine/operation';
import { job, jobRequest, jobSummary } from '../../things';

export const get = defineOperation({
	kind: 'thing',
	value: 'get',
	name: 'Get',
	action: 'Get export job',
	description: 'Retrieve an export job',
	properties: [job],
	request: (values) => jobRequest(values.job),
	simplify: jobSummary,
});
