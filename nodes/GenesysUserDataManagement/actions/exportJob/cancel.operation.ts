import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { idOf, job, jobNotFound } from '../../fields';

/** `POST /export/jobs/cancel/{id}`; doing it twice is as doing it once. */
export const cancel = defineOperation({
	value: 'cancel',
	name: 'Cancel',
	action: 'Cancel export job',
	description: 'Stop an export job that is not finished',
	properties: [job],
	request: (values) => ({
		method: 'POST',
		path: path`/export/jobs/cancel/${idOf(values.job)}`,
		repeatable: true,
		explanations: jobNotFound,
	}),
});
