import { defineOperation } from '../../things';
import { jobBody } from './jobBody';
import { contentProperties, scheduleProperties } from './jobProperties';

export const create = defineOperation({
	kind: 'action',
	value: 'create',
	name: 'Create',
	action: 'Create export job',
	description: 'Create an export job that runs now or on a schedule',
	properties: [...contentProperties, ...scheduleProperties],
	request: (values, { api }) => ({
		method: 'POST',
		path: '/export/jobs',
		body: jobBody(values, api),
	}),
});
