import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { idOf, job, jobNotFound } from '../../fields';

/** `POST /export/jobs/resume/{id}`; doing it twice is as doing it once. */
export const resume = defineOperation({
	value: 'resume',
	name: 'Resume',
	action: 'Resume export job',
	description: 'Let a suspended export job run again',
	properties: [job],
	request: (values) => ({
		method: 'POST',
		path: path`/export/jobs/resume/${idOf(values.job)}`,
		repeatable: true,
		explanations: jobNotFound,
	}),
});
