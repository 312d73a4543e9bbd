import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { idOf, inProgress, job, jobNotFound } from '../../fields';

/** `DELETE /export/jobs/{id}`; not for a job in progress. */
export const remove = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete export job',
	description: 'Delete an export job that is not in progress',
	properties: [job],
	request: (values) => ({
		method: 'DELETE',
		path: path`/export/jobs/${idOf(values.job)}`,
		explanations: { ...jobNotFound, '400': inProgress },
	}),
	deleted: true,
});
