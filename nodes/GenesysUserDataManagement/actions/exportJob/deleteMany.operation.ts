import { defineOperation } from '../../../shared/engine/operation';
import { deleteInBulk } from '../../bulk';
import { manyJobs } from '../../things';

export const removeMany = defineOperation({
	kind: 'batch',
	value: 'deleteMany',
	name: 'Delete Many',
	action: 'Delete many export jobs for good with one job per input item',
	description: 'Delete the export jobs of many items in few requests, one job per item',
	properties: manyJobs,
	batchSize: 100,
	execute: async (members) =>
		await deleteInBulk(
			members,
			{ one: ({ job }) => job, several: ({ jobs }) => jobs, key: 'id' },
			'/export/jobs',
			'jobIDs',
		),
});
