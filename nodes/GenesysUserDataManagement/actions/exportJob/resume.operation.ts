import { defineOperation } from '../../../shared/engine/operation';
import { job, jobChange } from '../../things';

export const resume = defineOperation({
	kind: 'action',
	value: 'resume',
	name: 'Resume',
	action: 'Resume suspended export job so that it runs again as scheduled',
	description: 'Let a suspended export job run again',
	properties: [job],
	request: (values) => jobChange('resume', values.job),
});
