import { defineOperation } from '../../../shared/engine/operation';
import { deleteInBulk } from '../../bulk';
import { manyRecords } from '../../things';

export const removeMany = defineOperation({
	kind: 'batch',
	value: 'deleteMany',
	name: 'Delete Many',
	action: 'Delete many history records for good with one export run per input item',
	description: 'Delete the history records of many items in few requests, one record per item',
	properties: manyRecords,
	batchSize: 100,
	execute: async (members) =>
		await deleteInBulk(
			members,
			{
				one: ({ historyRecord }) => historyRecord,
				several: ({ historyRecords }) => historyRecords,
				key: 'id',
			},
			'/export/history',
			'jobIDs',
		),
});
