import { defineOperation } from '../../../shared/engine/operation';
import { contentProperties, scheduleProperties } from './fields';
import { jobBody } from './jobBody';

/** `POST /export/jobs`, answered 202: the job runs later. */
export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create export job',
	description: 'Create an export job that runs now or on a schedule',
	properties: [...contentProperties, ...scheduleProperties],
	request: (values, item) => ({
		method: 'POST',
		path: '/export/jobs',
		body: jobBody(values, item),
	}),
});
