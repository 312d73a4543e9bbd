import { defineOperation, job, jobRequest } from '../../things';
import { jobBody } from './jobBody';
import { contentProperties, scheduleProperties } from './jobProperties';

export const update = defineOperation({
	kind: 'action',
	value: 'update',
	name: 'Update',
	action: 'Update export job',
	description: 'Replace all fields of an export job that has not started yet',
	properties: [job, ...contentProperties, ...scheduleProperties],
	request: (values, { api }) =>
		jobRequest(values.job, {
			method: 'PUT',
			body: jobBody(values, api, 'update'),
			explanations: {
				'400': {
					message: 'Genesys did not accept the update',
					description:
						'Only a job that has not started yet can be changed. Compare the fields with the reason that Genesys gives.',
				},
			},
		}),
});
