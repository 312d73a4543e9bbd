import { defineOperation } from '../../../shared/engine/operation';
import { deletionOf, job, jobRequest } from '../../things';

export const remove = defineOperation({
	kind: 'deletion',
	value: 'delete',
	name: 'Delete',
	action: 'Delete export job for good unless one of its runs is in progress',
	description: 'Delete an export job that is not in progress',
	properties: [job],
	request: (values) => deletionOf(values.job, jobRequest(values.job)),
});
