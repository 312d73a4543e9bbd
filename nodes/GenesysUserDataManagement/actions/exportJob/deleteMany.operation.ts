import { defineOperation } from '../../../shared/engine/operation';
import { deleteInBulk } from '../../bulk';
import { job } from '../../things';

export const removeMany = defineOperation({
	kind: 'batch',
	value: 'deleteMany',
	name: 'Delete Many',
	action: 'Delete many export jobs for good with one job per input item',
	description: 'Delete the export jobs of many items in few requests, one job per item',
	properties: [job],
	batchSize: 100,
	execute: async (members) =>
		await deleteInBulk(members, ({ job }) => job, '/export/jobs', 'jobIDs'),
});
