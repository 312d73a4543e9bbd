import { defineOperation } from '../../../shared/engine/operation';
import { path } from '../../../shared/transport/path';
import { idOf, job, jobNotFound } from '../../fields';

/** `GET /export/jobs/{id}` */
export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get export job',
	description: 'Retrieve an export job',
	properties: [job],
	request: (values) => ({
		method: 'GET',
		path: path`/export/jobs/${idOf(values.job)}`,
		explanations: jobNotFound,
	}),
});
