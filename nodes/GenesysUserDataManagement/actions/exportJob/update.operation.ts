import { defineOperation, job, jobRequest } from '../../things';
import { changes, untold } from './jobProperties';
import { changedJob } from './knownJob';

export const update = defineOperation({
	kind: 'action',
	value: 'update',
	name: 'Update',
	action: 'Update some fields of export job that has not started yet',
	description: 'Change some fields of an export job that has not started yet',
	properties: [job, untold, changes('updateFields', 'Update Fields')],
	// Each reads what the one before it has written.
	target: (values) => values.job,
	request: async (values, context) => {
		const { body, status } = await changedJob(values.job, values.updateFields, context, 'update');
		return jobRequest(values.job, {
			method: 'PUT',
			body,
			explanations: {
				'400': {
					message: 'Genesys did not accept the update',
					description: `Only a job that has not started yet can be changed${status && `; the status of this one is "${status}"`}. Clone makes a new job like it. Otherwise compare the fields with the reason that Genesys gives.`,
				},
			},
		});
	},
});
