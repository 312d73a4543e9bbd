import { defineOperation } from '../../../shared/engine/operation';
import { rows } from './fields';

/** `GET /data/job-statuses` */
export const getJobStatuses = defineOperation({
	value: 'getJobStatuses',
	name: 'Get Job Statuses',
	action: 'Get job statuses',
	description: 'Retrieve the statuses that an export can have',
	properties: [],
	execute: async (_values, _item, { send }) =>
		rows((await send({ method: 'GET', path: '/data/job-statuses' })).body),
});
