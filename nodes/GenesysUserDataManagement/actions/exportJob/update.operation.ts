import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { idOf, job, jobNotFound } from '../../fields';
import { contentProperties, scheduleProperties } from './fields';
import { jobBody } from './jobBody';

/** `PUT /export/jobs/{id}`; version 10 only takes it while the job has not started. */
export const update = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update export job',
	description: 'Replace all fields of an export job that has not started yet',
	properties: [job, ...contentProperties, ...scheduleProperties],
	request: (values, item) => ({
		method: 'PUT',
		path: path`/export/jobs/${idOf(values.job)}`,
		body: jobBody(values, item, 'update'),
		explanations: {
			...jobNotFound,
			'400': {
				message: 'Genesys did not accept the update',
				description:
					'Only a job that has not started yet can be changed. Compare the fields with the reason that Genesys gives.',
			},
		},
	}),
});
