import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { idOf, job, jobNotFound } from '../../fields';

/** `POST /export/jobs/suspend/{id}`; doing it twice is as doing it once. */
export const suspend = defineOperation({
	value: 'suspend',
	name: 'Suspend',
	action: 'Suspend export job',
	description: 'Keep an export job from running until it is resumed',
	properties: [job],
	request: (values) => ({
		method: 'POST',
		path: path`/export/jobs/suspend/${idOf(values.job)}`,
		repeatable: true,
		explanations: jobNotFound,
	}),
});
