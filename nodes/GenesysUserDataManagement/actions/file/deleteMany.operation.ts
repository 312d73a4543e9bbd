import { defineOperation } from '../../../shared/engine/operation';
import { deleteInBulk } from '../../bulk';
import { manyFiles, namedFiles } from '../../things';

export const removeMany = defineOperation({
	kind: 'batch',
	value: 'deleteMany',
	name: 'Delete Many',
	action: 'Delete many exported files for good with one file per input item',
	description: 'Delete the exported files of many items in few requests, one file per item',
	properties: manyFiles,
	batchSize: 100,
	execute: async (members) => await deleteInBulk(members, namedFiles, '/files', 'filename'),
});
